// The whole test suite in three parts, one after the other, and one closing summary.
//   npm test                          everything
//   npm test -- platform/base         only files whose path contains that
//   npm test -- --only unit -t 'as of'   one part; what vitest understands goes on to vitest
import { spawn } from 'node:child_process';
import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { describeServer, startPostgres } from '../tests/setup/postgres.ts';
import { partNames, passed, summary, type Part, type PartName } from './test-summary.ts';

const root = path.dirname(import.meta.dirname);
const results = path.join(root, '.cache', 'tests');
const started = Date.now();

const { only, forwarded } = readArguments(process.argv.slice(2));
await mkdir(results, { recursive: true });
const server = await startPostgres();
const store = server
  ? await describeServer(server)
  : 'embedded for everything (no server PostgreSQL; see above)';
process.stdout.write(`Store: ${store}\n`);
const environment = server ? { YAOJIANG_TEST_DATABASE: server.url } : { YAOJIANG_TEST_STORE: 'embedded' };

const parts: Part[] = [];
for (const name of only ? [only] : partNames) {
  parts.push(
    name === 'e2e' && process.env['YAOJIANG_E2E'] === 'skip' ? skippedByRequest(name) : await runPart(name),
  );
}
server?.stop();
const nothing = parts.every((part) => part.files === 0 && !part.skipped);
process.stdout.write(summary(parts, store, Date.now() - started));
if (nothing) process.stdout.write('No test file matches.\n');
process.exit(nothing || !parts.every(passed) ? 1 : 0);

async function runPart(name: PartName): Promise<Part> {
  process.stdout.write(`\n━━ ${name} ${'━'.repeat(70)}\n`);
  const report = path.join(results, `${name}.json`);
  await rm(report, { force: true });
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const began = Date.now();
  const exitCode = await run([
    vitest,
    'run',
    '--project',
    name,
    '--passWithNoTests',
    ...reporters,
    ...forwarded,
  ]);
  return { name, exitCode, milliseconds: Date.now() - began, ...(await counts(report)) };
}

async function run(args: readonly string[]): Promise<number> {
  const child = spawn(process.execPath, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(127));
    child.on('close', (code) => resolve(code ?? 1));
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

function readArguments(given: readonly string[]): { only?: PartName; forwarded: string[] } {
  const at = given.indexOf('--only');
  if (at < 0) return { forwarded: [...given] };
  const only = partNames.find((name) => name === given[at + 1]);
  if (!only) throw new Error(`--only takes one of ${partNames.join(', ')}`);
  return { only, forwarded: given.toSpliced(at, 2) };
}
