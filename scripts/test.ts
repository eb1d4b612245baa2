// The whole test suite in three parts and one closing summary. The embedded tests run beside the end-to-end ones: each of
// the two leaves a processor idle for a minute, while it makes the databases that its tests copy. The checks, where asked for,
// take what the end-to-end tests leave of the processors; the unit tests leave nothing.
//   npm test                          everything
//   npm test -- platform/base         only files whose path contains that
//   npm test -- --with-checks    everything, and what `npm run check` looks at
//   npm test -- --only unit -t 'as of'   one part; what vitest understands goes on to vitest
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { constants, setPriority } from 'node:os';
import path from 'node:path';
import { describeServer, startPostgres } from '../tests/setup/postgres.ts';
import { partNames, passed, rounds, summary, type Part, type PartName } from './test-summary.ts';

const root = path.dirname(import.meta.dirname);
const results = path.join(root, '.cache', 'tests');
const started = Date.now();

const { only, withChecks, forwarded } = readArguments(process.argv.slice(2));
await mkdir(results, { recursive: true });
const server = await startPostgres();
const store = server
  ? await describeServer(server)
  : 'embedded for everything (no server PostgreSQL; see above)';
process.stdout.write(`Store: ${store}\n`);
const environment = {
  ...(server ? { YAOJIANG_TEST_DATABASE: server.url } : { YAOJIANG_TEST_STORE: 'embedded' }),
  // The processes that tests start, some fifty, need not each compile the platform anew.
  NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'),
};

const parts: Part[] = [];
let checks: Promise<number> | undefined;
for (const [first, ...beside] of only ? [[only]] : rounds) {
  if (first === 'e2e' && withChecks) checks = runChecks();
  parts.push(
    ...(await Promise.all([runPart(first, 'as it goes'), ...beside.map((name) => runPart(name, 'whole'))])),
  );
}
const checked = await checks;
server?.stop();
const nothing = parts.every((part) => part.files === 0 && !part.skipped);
process.stdout.write(summary(parts, store, Date.now() - started));
if (nothing) process.stdout.write('No test file matches.\n');
if (checked !== undefined)
  process.stdout.write(`${checked === 0 ? 'PASSED' : 'FAILED'}  checks, see above\n`);
process.exit(nothing || checked || !parts.every(passed) ? 1 : 0);

/** Types, lint, format and dead code, giving way to all else. @returns the exit code */
async function runChecks(): Promise<number> {
  const { exitCode, said } = await run([path.join(root, 'scripts', 'check.ts')], 'whole', 'giving way');
  process.stdout.write(`\n━━ checks ${'━'.repeat(70)}\n${said}`);
  return exitCode;
}

/** @param speaks `whole`: what it says is kept and shown when it has ended, because another part speaks now. */
async function runPart(name: PartName, speaks: 'as it goes' | 'whole'): Promise<Part> {
  if (name === 'e2e' && process.env['YAOJIANG_E2E'] === 'skip') return skippedByRequest(name);
  const heading = `\n━━ ${name} ${'━'.repeat(70)}\n`;
  if (speaks === 'as it goes') process.stdout.write(heading);
  const report = path.join(results, `${name}.json`);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const began = Date.now();
  const args = [vitest, 'run', '--project', name, '--passWithNoTests', ...reporters, ...forwarded];
  const { exitCode, said } = await run(args, speaks);
  if (speaks === 'whole') process.stdout.write(heading + said);
  return { name, exitCode, milliseconds: Date.now() - began, ...(await counts(report)) };
}

async function run(
  args: readonly string[],
  speaks: 'as it goes' | 'whole',
  takes?: 'giving way',
): Promise<{ exitCode: number; said: string }> {
  const out = speaks === 'whole' ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', out, out],
  });
  if (takes === 'giving way' && child.pid !== undefined)
    setPriority(child.pid, constants.priority.PRIORITY_LOW);
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ exitCode: 127, said: `${said}${error.message}\n` }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, said }));
  });
}

async function counts(report: string): Promise<Pick<Part, 'files' | 'passed' | 'failed' | 'pending'>> {
  const text = await readFile(report, 'utf8').catch(() => '{}');
  const read = JSON.parse(text) as Partial<
    Record<'numPassedTests' | 'numFailedTests' | 'numPendingTests', number>
  > & {
    testResults?: unknown[];
  };
  return {
    files: read.testResults?.length ?? 0,
    passed: read.numPassedTests ?? 0,
    failed: read.numFailedTests ?? 0,
    pending: read.numPendingTests ?? 0,
  };
}

function skippedByRequest(name: PartName): Part {
  process.stdout.write(`\n━━ ${name}: SKIPPED, because YAOJIANG_E2E=skip says so\n`);
  return { name, exitCode: 0, milliseconds: 0, files: 0, passed: 0, failed: 0, pending: 0, skipped: true };
}

interface Arguments {
  readonly only?: PartName;
  readonly withChecks: boolean;
  readonly forwarded: string[];
}

function readArguments(all: readonly string[]): Arguments {
  const given = all.filter((one) => one !== '--with-checks');
  const withChecks = given.length < all.length;
  const at = given.indexOf('--only');
  if (at < 0) return { withChecks, forwarded: given };
  const only = partNames.find((name) => name === given[at + 1]);
  if (!only) throw new Error(`--only takes one of ${partNames.join(', ')}`);
  return { only, withChecks, forwarded: given.toSpliced(at, 2) };
}
