import { parseArgs } from 'node:util';
import { ConfigError } from '#kernel/config';
import { Problem } from '#kernel/problem';
import { keepCompiled } from '../keep-compiled.ts';
import { UsageError, type ListedCommand, type Said } from './command.ts';
import { commands } from './commands/index.ts';

keepCompiled();

// Whoever reads through `head` has read enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** All commands, or those that the words name the beginning of. */
function help(words: readonly string[] = []): Said {
  const asked = words.filter((word) => !word.startsWith('-')).join(' ');
  const begun = commands.filter(({ name }) => `${name} `.startsWith(`${asked} `));
  const told = begun.length > 0 ? begun : commands;
  const lines = told.flatMap(({ name, usage, summary }) => [
    `  yj ${name} ${usage}`.trimEnd(),
    `      ${summary.zh}`,
    `      ${summary.en}`,
  ]);
  return {
    lines: ['姚江 Yaojiang', '', ...lines, '', '  --json   给程序读 · for programs'],
    data: told.map(({ name, usage, summary }) => ({ name, usage, summary })),
  };
}

/** The command whose name the first words are, and the words after it. */
function find(words: readonly string[]): { command: ListedCommand; rest: string[] } | undefined {
  for (const length of [2, 1]) {
    const command = commands.find(({ name }) => name === words.slice(0, length).join(' '));
    if (command) return { command, rest: words.slice(length) };
  }
  return undefined;
}

/** Of the words of the call; any other error with a code is a fault of ours or of a setting. */
const isParsing = (error: unknown): error is Error =>
  error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

async function run(words: readonly string[]): Promise<Said> {
  const [first, ...others] = words;
  if (first === undefined || first === 'help' || first === '--help') return help(others);
  if (words.includes('--help')) return help(words);
  const found = find(words);
  if (!found) throw new UsageError(`没有命令 · no command: ${words.join(' ')}   (yj help)`);
  const { command, rest } = found;
  try {
    const { values, positionals } = parseArgs({
      args: rest,
      options: command.options,
      allowPositionals: true,
      strict: true,
    });
    const { run: perform } = await command.load();
    return await perform(values, positionals);
  } catch (error) {
    const wrongCall = error instanceof UsageError || isParsing(error);
    throw wrongCall ? new UsageError(`${error.message}\nyj ${command.name} ${command.usage}`) : error;
  }
}

function explain(error: unknown): { lines: string[]; code: string } {
  if (error instanceof UsageError) return { lines: [error.message], code: 'cli.usage' };
  if (error instanceof ConfigError) return { lines: [error.message], code: 'config.invalid' };
  if (error instanceof Problem)
    return { lines: [error.detail.zh, error.detail.en, `(${error.code})`], code: error.code };
  return {
    lines: [error instanceof Error ? (error.stack ?? error.message) : String(error)],
    code: 'cli.failed',
  };
}

const words = process.argv.slice(2).filter((word) => word !== '--json');
const asJson = process.argv.includes('--json');
try {
  const said = await run(words);
  if (asJson) print(JSON.stringify(said.data, undefined, 2));
  else for (const line of said.lines) print(line);
  if (said.failed) process.exitCode = 1;
} catch (error) {
  const { lines, code } = explain(error);
  if (asJson) print(JSON.stringify({ error: { code, lines } }));
  else process.stderr.write(`${lines.join('\n')}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
}
