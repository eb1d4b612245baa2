// What is checked without running the product: types, lint, format, dead code; with --tests the unit tests too.
// Every step runs, whatever the others found, and the closing lines say which of them failed.
import { spawn } from 'node:child_process';
import path from 'node:path';

const root = path.dirname(import.meta.dirname);
const bin = (name: string) => path.join(root, 'node_modules', '.bin', name);

interface Step {
  readonly name: string;
  readonly command: readonly string[];
}

const steps: Step[] = [
  { name: 'types of the server', command: [bin('tsc'), '-p', 'tsconfig.server.json'] },
  { name: 'types of the pages', command: [bin('tsc'), '-p', 'tsconfig.web.json'] },
  { name: 'lint', command: [bin('oxlint'), '--type-aware', '--deny-warnings'] },
  { name: 'format', command: [bin('oxfmt'), '--check', '.'] },
  { name: 'dead code', command: [bin('knip'), '--no-progress'] },
];
if (process.argv.includes('--tests')) {
  steps.push({
    name: 'unit tests',
    command: [process.execPath, path.join('scripts', 'test.ts'), '--only', 'unit'],
  });
}

const results: string[] = [];
for (const { name, command } of steps) {
  process.stdout.write(`\n━━ ${name}\n`);
  const started = Date.now();
  const exitCode = await run(command);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  results.push(`  ${exitCode === 0 ? 'ok    ' : 'FAILED'}  ${name.padEnd(12)}${seconds} s`);
  if (exitCode !== 0) process.exitCode = 1;
}
process.stdout.write(`\n${results.join('\n')}\n${process.exitCode ? 'FAILED' : 'PASSED'}\n`);

async function run([program = '', ...args]: readonly string[]): Promise<number> {
  const child = spawn(program, args, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    shell: process.platform === 'win32',
  });
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`${error.message}\n`);
      resolve(127);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}
