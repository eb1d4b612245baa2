import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '../actor.ts';
import type { RecordOf } from './define.ts';
import { recordHandlers } from './handlers.ts';
import { readRow } from './read-row.ts';
import { official, openTrial, type Trial } from './testing/open.ts';
import { Tower, trialModule } from './testing/records.ts';
import { writeRows } from './write-rows.ts';

const tower = Tower as unknown as RecordOf;
const towers = recordHandlers(tower);
const clerk = official({ 'trial:read': 'city', 'trial:write': 'city' });

let trial: Trial;
beforeAll(async () => {
  trial = await openTrial([trialModule()]);
});
afterAll(() => trial.close());

const create = (values: Readonly<Record<string, unknown>>) =>
  towers.create({ body: values }, trial.contextFor(clerk));

test('what the database refuses of a form is told to who filled it in', async () => {
  await sql`create unique index tower_owner_once on trial.tower (owner) where owner is not null`.execute(
    trial.store.db,
  );
  try {
    await create({ code: 'T0901', name: '甲', owner: 'one' });
    await expect(create({ code: 'T0902', name: '乙', owner: 'one' })).rejects.toMatchObject({
      status: 409,
      code: 'records.taken',
    });
    for (const values of [{ floors: 3_000_000_000 }, { builtOn: '0000-01-01' }])
      await expect(create({ code: 'T0903', name: '丙', ...values })).rejects.toMatchObject({ status: 422 });
    await expect(create({ code: 'T0904', name: '丁', toString: 1 })).rejects.toMatchObject({
      status: 422,
      errors: [{ path: 'toString', code: 'records.unknown-field' }],
    });
  } finally {
    await sql`drop index trial.tower_owner_once`.execute(trial.store.db);
  }
});

test('two batches that make one key in the same moment lose neither’s words', async (context) => {
  if (!trial.store.capabilities.concurrentSessions) context.skip();
  const at = trial.contextFor(system);
  const wait = Promise.withResolvers<void>();
  const written = Promise.withResolvers<void>();
  const first = at.transaction(async (tx) => {
    await writeRows(at, tx, tower, [{ code: 'T0911', name: '先' }], { source: 'batch:a', simulated: false });
    written.resolve();
    await wait.promise;
  });
  await written.promise;
  const second = at.transaction((tx) =>
    writeRows(at, tx, tower, [{ code: 'T0911', name: '后' }], { source: 'batch:b', simulated: false }),
  );
  await new Promise((resolve) => setTimeout(resolve, 200));
  wait.resolve();
  await first;
  expect(await second).toMatchObject({ created: 0, changed: 1 });
  expect(await readRow(at, trial.store.db, tower, 'T0911')).toMatchObject({ name: '后' });
});
