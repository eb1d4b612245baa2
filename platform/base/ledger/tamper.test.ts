import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { verifyLedger } from './index.ts';
import ledger from './module.ts';
import { sealerOf } from './seal.ts';

let city: TestCity;
let context: Context;
let auditor: Asker;

beforeEach(async () => {
  city = await openTestCity({ modules: [organisationsModule, codesModule, identityModule, ledger] });
  context = city.as({ id: 'clerk-7', grants: { 'registers:read': 'department' } }).context();
  auditor = city.as({ id: 'auditor', grants: { 'ledger:audit': 'city' } });
});
afterEach(() => city.close());

const seal = async () => (await sealerOf(context)).seal();

async function grow(entries: number): Promise<void> {
  await context.transaction(async (tx) => {
    for (let index = 0; index < entries; index += 1)
      await context.ledger(tx, {
        action: 'read',
        resource: 'registers.person',
        subjects: [`p-${index % 50}`],
      });
  });
  await seal();
}

/** What somebody with all rights on the database can do and the platform cannot. */
async function tamper(...statements: string[]): Promise<void> {
  await context.transaction(async (tx) => {
    for (const statement of ['set local session_replication_role = replica', ...statements])
      await sql.raw(statement).execute(tx);
  });
}

const kinds = async () => {
  const { ok, faults } = await verifyLedger(context);
  return { ok, first: faults[0] && { kind: faults[0].kind, sequence: faults[0].sequence } };
};

test('an entry whose words were altered is named', async () => {
  await grow(20);
  expect(await kinds()).toEqual({ ok: true, first: undefined });
  await tamper(`update ledger.entry set body = replace(body, '"kind":"', '"kind":"un') where sequence = 11`);
  expect(await kinds()).toEqual({ ok: false, first: { kind: 'altered', sequence: 11 } });
});

test('rewriting the hash along with the words does not help: the signed head does not fit', async () => {
  await grow(10);
  const { size: before } = await verifyLedger(context);
  await grow(10);
  await tamper(`update ledger.entry set body = body || ' ', leaf = sha256('\\x00'::bytea || convert_to(body || ' ', 'UTF8'))
    where sequence = ${before + 4}`);
  expect(await kinds()).toEqual({ ok: false, first: { kind: 'rewritten', sequence: before } });
});

test('a removed entry is named, and so is a log cut short together with its heads', async () => {
  await grow(20);
  const { size } = await verifyLedger(context);
  await tamper(
    'create table ledger.kept as select * from ledger.entry',
    `delete from ledger.entry where sequence = 8`,
  );
  expect(await kinds()).toEqual({ ok: false, first: { kind: 'removed', sequence: 8 } });
  await tamper(
    `delete from ledger.entry where sequence >= 8`,
    'delete from ledger.head where size > 8',
    'delete from ledger.subject where sequence >= 8',
    'update ledger.tree set size = 8',
  );
  expect(await kinds()).toEqual({ ok: false, first: { kind: 'truncated', sequence: 8 } });
  const { faults } = await verifyLedger(context);
  expect(faults[0]?.detail.en).toContain(`up to ${size - 1}`);
});

test('hiding an entry from the person it is about, and forging a head, are found', async () => {
  await grow(5);
  const { size } = await verifyLedger(context);
  await tamper(`delete from ledger.subject where sequence = ${size - 2}`);
  expect(await kinds()).toEqual({ ok: false, first: { kind: 'subjects-altered', sequence: size - 2 } });
  await tamper(`update ledger.head set signature = reverse(signature)`);
  const { faults } = await verifyLedger(context);
  expect(faults.map(({ kind }) => kind)).toContain('head-forged');
});

test.each([
  [`update ledger.chunk set root = sha256('x') where number = 0`, 'chunk-altered'],
  ['delete from ledger.chunk', 'chunk-altered'],
  [`update ledger.tree set peaks = '[]'`, 'tree-altered'],
  ['delete from ledger.tree', 'tree-altered'],
  [`update ledger.verification set outcome = outcome || '{"size": 1}'`, 'verification-altered'],
  ['delete from ledger.verification', 'verification-altered'],
  ['alter table ledger.entry disable trigger only_grows', 'guard-missing'],
  ['drop trigger never_emptied on ledger.subject', 'guard-missing'],
  ['alter table ledger.entry alter column resource drop expression', 'guard-missing'],
] as const)('whatever else is done to a table is found: %s', async (statement, kind) => {
  await grow(300);
  const { job } = (await auditor.post('/api/ledger/verification')).json();
  await city.finished(job);
  await seal();
  expect(await kinds()).toEqual({ ok: true, first: undefined });
  await tamper(statement);
  expect((await verifyLedger(context)).faults.map((each) => each.kind)).toEqual([kind]);
});

test('twenty transactions that write at once leave no gap, each with all of its entries or none', async () => {
  await Promise.allSettled(
    Array.from({ length: 20 }, (_, writer) =>
      context.transaction(async (tx) => {
        for (let index = 0; index < 30; index += 1)
          await context.ledger(tx, {
            action: 'change',
            resource: `writer-${writer}`,
            subjects: [`p-${index}`],
          });
        if (writer % 5 === 0) throw new Error('rolled back');
      }),
    ),
  );
  await Promise.all([seal(), seal(), seal()]);
  await seal();
  const { rows } = await sql<{ resource: string; entries: number }>`
    select resource, count(*)::int as entries from ledger.entry where resource like 'writer-%' group by 1`.execute(
    context.db,
  );
  expect(rows).toHaveLength(16);
  expect(rows.every(({ entries }) => entries === 30)).toBe(true);
  expect(await verifyLedger(context)).toMatchObject({ ok: true, pending: 0 });
});
