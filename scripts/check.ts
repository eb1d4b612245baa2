// What is checked without running the product: types, lint, format, dead code; with --tests the unit tests too.
// Every step runs, whatever the others found, and the closing lines say which of them failed.
import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

interface Step {
  readonly name: string;
  readonly command: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
}

/** Two steps go at a time. Each further checker of types learns much of what the others know anew: four of them cost twice the work of one. */
const threads = String(Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2))));
const types = ['--checkers', threads];

const steps: Step[] = [
  {
    name: 'lint',
    command: [bin('oxlint'), '--type-aware', '--deny-warnings'],
    environment: { GOMAXPROCS: threads },
  },
  { name: 'types of the server', command: [bin('tsc'), '-p', 'tsconfig.server.json', ...types] },
  { name: 'types of the pages', command: [bin('tsc'), '-p', 'tsconfig.web.json', ...types] },
  { name: 'format', command: [bin('oxfmt'), '--check', '.'] },
  { name: 'dead code', command: [bin('knip'), '--no-progress'] },
];
if (process.argv.includes('--tests')) {
  steps.push({
    name: 'unit tests',
    command: [process.execPath, path.join('scripts', 'test.ts'), '--only', 'unit'],
  });
}

/** Two at a time: the compiler keeps one processor busy and leaves the other to the next step. */
const atOnce = 2;
const results = new Map<string, string>();
const waiting = [...steps];
await Promise.all(Array.from({ length: atOnce }, work));
const lines = steps.map(({ name }) => results.get(name) ?? '');
process.stdout.write(`\n${lines.join('\n')}\n${process.exitCode ? 'FAILED' : 'PASSED'}\n`);

async function work(): Promise<void> {
  for (let step = waiting.shift(); step; step = waiting.shift()) {
    const { name } = step;
    const started = Date.now();
    const { exitCode, said } = await run(step);
    const seconds = ((Date.now() - started) / 1000).toFixed(1);
    process.stdout.write(`\n━━ ${name}\n${said}`);
    results.set(name, `  ${exitCode === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(20)} ${seconds} s`);
    if (exitCode !== 0) process.exitCode = 1;
  }
}

/** What a step said is shown whole when it has ended: two of them speak at once. */
async function run({ command, environment }: Step): Promise<{ exitCode: number; said: string }> {
  const [program = '', ...args] = command;
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ exitCode: 127, said: `${said}${error.message}\n` }));
    child.on('close', (code) => resolve({ exitCode: code ?? 1, said }));
  });
}
