import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { openTestCity, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { verifyEvidence, verifyLedger } from './index.ts';
import ledger from './module.ts';

let city: TestCity;
let context: Context;

beforeAll(async () => {
  city = await openTestCity({ modules: [organisationsModule, codesModule, identityModule, ledger] });
  context = city.as({ id: 'clerk-7', grants: { '*': 'city' } }).context();
}, 240_000);
afterAll(() => city.close());

test('on the embedded store many write at once, all is sealed, proven, and an altered word is named', async () => {
  const entry = (index: number) =>
    ({ action: 'read', resource: 'registers.person', subjects: [`p-${index}`] }) as const;
  await Promise.allSettled([
    ...Array.from({ length: 20 }, (_, index) => context.ledger(context.db, entry(index))),
    ...Array.from({ length: 20 }, (_, writer) =>
      context.transaction(async (tx) => {
        for (let index = 0; index < 30; index += 1) await context.ledger(tx, entry(index));
        if (writer % 5 === 0) throw new Error('rolled back');
      }),
    ),
  ]);
  const auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
  const evidence = (await auditor.get('/api/ledger/entries/300/evidence')).json();
  expect(verifyEvidence(evidence)).toEqual([]);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from ledger.entry where resource = 'registers.person'`.execute(context.db);
  expect(rows[0]?.n).toBe(20 + 16 * 30);
  expect(await verifyLedger(context)).toMatchObject({ ok: true, faults: [] });
  await context.transaction(async (tx) => {
    await sql`set local session_replication_role = replica`.execute(tx);
    await sql`update ledger.entry set body = replace(body, 'clerk', 'clerc') where sequence = 300`.execute(
      tx,
    );
  });
  const { faults } = await verifyLedger(context);
  expect(faults[0]).toMatchObject({ kind: 'altered', sequence: 300 });
}, 120_000);
