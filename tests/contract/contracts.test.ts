import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { comparable, difference } from '../../scripts/contracts/compare.ts';
import type { Contracts } from '../../scripts/contracts/make-contracts.ts';
import { testStore } from '../setup/store.ts';

const root = path.resolve(import.meta.dirname, '../..');
const checkedIn = (file: string) => readFile(path.join(root, file), 'utf8').catch(() => undefined);

/** By a process of its own: schemas are registered by name for a whole process, and other tests register theirs here. */
let made: Contracts;
beforeAll(async () => {
  const store = testStore();
  const script = path.join(root, 'scripts', 'contracts', 'print-contracts.ts');
  const words = store.kind === 'server' ? [script, store.url] : [script];
  const { stdout } = await promisify(execFile)(process.execPath, words, { cwd: root, maxBuffer: 1 << 28 });
  made = JSON.parse(stdout) as Contracts;
}, 120_000);

test.for(['openapi.json', 'events.json'] as const)(
  '%s says what the platform does (npm run contracts)',
  async (file) => {
    expect(difference(file, await checkedIn(file), made[file])).toBeUndefined();
  },
);

test('schema.sql says what the migrations make (npm run contracts)', async ({ skip }) => {
  const now = made['schema.sql'];
  const before = await checkedIn('schema.sql');
  if (now === undefined || !comparable(before, now))
    return skip('the PostgreSQL here cannot print it in the same words');
  expect(difference('schema.sql', before, now)).toBeUndefined();
});

test('every operation of the API says what it does', () => {
  const { paths } = JSON.parse(made['openapi.json']) as {
    paths: Record<string, Record<string, { summary?: string }>>;
  };
  const operations = Object.entries(paths).flatMap(([address, methods]) =>
    Object.entries(methods).map(([method, { summary }]) => ({ name: `${method} ${address}`, summary })),
  );
  expect(operations.length).toBeGreaterThan(0);
  expect(operations.filter(({ summary }) => !summary).map(({ name }) => name)).toEqual([]);
});
