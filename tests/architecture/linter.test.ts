import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { allowed, refused, type Fixture } from './linter-fixtures.ts';

const run = promisify(execFile);
const root = path.resolve(import.meta.dirname, '../..');

/** Names of the rules that spoke about each fixture. */
const found = new Map<string, Set<string>>();
let folder: string;

beforeAll(async () => {
  folder = await realpath(await mkdtemp(path.join(tmpdir(), '.lint-fixtures-')));
  await Promise.all([...refused, ...allowed].map(writeFixture));
  for (const { filename, code } of await lint()) {
    const place = path.relative(folder, path.resolve(folder, filename)).split(path.sep).join('/');
    found.set(place, (found.get(place) ?? new Set()).add(code));
  }
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test.for(refused)('refused: $why', ({ file, rule }) => {
  expect([...(found.get(file) ?? [])]).toContain(rule);
});

test.for(allowed)('allowed: $why', ({ file }) => {
  const rules = [...(found.get(file) ?? [])].filter((rule) => rule.startsWith('house('));
  expect(rules).toEqual([]);
});

async function writeFixture({ file, source }: Fixture): Promise<void> {
  const target = path.join(folder, file);
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${source}\n`);
}

/** Lints with the project's own rules; only the place of the plugin is said in full. */
async function lint(): Promise<{ filename: string; code: string }[]> {
  const config = JSON.parse(await readFile(path.join(root, '.oxlintrc.json'), 'utf8')) as Record<
    string,
    unknown
  >;
  const plugin = path.join(root, 'scripts/lint/plugin.ts');
  const file = path.join(folder, '.oxlintrc.json');
  await writeFile(file, JSON.stringify({ ...config, options: {}, jsPlugins: [plugin] }));
  const oxlint = path.join(root, 'node_modules/.bin/oxlint');
  const output = await run(oxlint, ['--format', 'json', '.'], { cwd: folder, maxBuffer: 1e8 }).catch(
    (failure: { stdout: string }) => failure,
  );
  return (JSON.parse(output.stdout) as { diagnostics: { filename: string; code: string }[] }).diagnostics;
}
