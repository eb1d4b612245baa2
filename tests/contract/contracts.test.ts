import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { comparable, difference } from '../../scripts/contracts/compare.ts';
import { makeContracts, type Contracts } from '../../scripts/contracts/make-contracts.ts';
import { testStore } from '../setup/store.ts';

const root = path.resolve(import.meta.dirname, '../..');
const checkedIn = (file: string) => readFile(path.join(root, file), 'utf8').catch(() => undefined);

let made: Contracts;
beforeAll(async () => {
  const store = testStore();
  made = await makeContracts(store.kind === 'server' ? store.url : undefined);
});

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
