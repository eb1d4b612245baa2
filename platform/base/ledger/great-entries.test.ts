import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import type { Context } from '#kernel/context';
import { writeGathered } from '#kernel/db';
import { openTestCity } from '#testing';
import { verifyLedger } from './index.ts';
import ledger from './module.ts';
import { sealEntries, sealerOf } from './seal.ts';
import { findEntriesAbout } from './store.ts';
import { subjectDigest, subjectKey } from './subjects.ts';

vi.setConfig({ testTimeout: 90_000 });

/** Keys as long as those of people by their number, and longer. */
const people = (part: number, count: number, length: number): string[] =>
  Array.from({ length: count }, (_, at) => `citizen-id:${part}:${at}`.padEnd(length, 'f'));

const indexed = async ({ db }: Context): Promise<{ own: number; repeated: number }> => {
  const { rows } = await sql<{ own: number; repeated: number }>`
    select (select count(*)::int from ledger.subject) as own, (select count(*)::int from ledger.repeated) as repeated`.execute(
    db,
  );
  return rows[0] ?? { own: 0, repeated: 0 };
};

/** Read thrice, twice of them in one batch: indexed once, found by each, and nothing can be taken out of it unseen. */
async function sameAgain(context: Context): Promise<void> {
  const sealer = await sealerOf(context);
  const same = people(9, 40, 60);
  const [someone = ''] = same;
  const read = (subjects: readonly string[]) =>
    context.ledger(context.db, { action: 'read', resource: 'same-again', subjects });
  const seen = async () => {
    const digests = [subjectDigest(sealer.subjects, someone)];
    const page = { limit: 10, now: context.clock.now().toISOString() };
    return (await findEntriesAbout(context.db, digests, page)).map(({ sequence }) => sequence);
  };
  const before = await indexed(context);
  await read(same);
  await sealer.seal();
  await read(same);
  await read(same);
  await read(same.slice(1));
  await sealer.seal();
  expect(await indexed(context)).toEqual({ own: before.own + 40 + 39, repeated: before.repeated + 2 });
  const sequences = await seen();
  expect(sequences).toHaveLength(3);
  const [last = 0] = sequences;
  expect((await verifyLedger(context)).faults).toEqual([]);
  const altered = [
    `delete from ledger.repeated where sequence = ${last}`,
    `update ledger.repeated set first = 0 where sequence = ${last}`,
    `insert into ledger.repeated (sequence, first) values (${last + 1}, ${last - 1})`,
    'drop trigger only_grows on ledger.repeated',
  ];
  for (const statement of altered) {
    const kinds = await context
      .transaction(async (tx) => {
        await sql`set local session_replication_role = replica`.execute(tx);
        await sql.raw(statement).execute(tx);
        const { faults } = await verifyLedger({ ...context, db: tx });
        throw new RolledBack(faults.map(({ kind }) => kind));
      })
      .catch((error: unknown) => (error as RolledBack).kinds);
    expect(kinds, statement).toEqual([statement.startsWith('drop') ? 'guard-missing' : 'subjects-altered']);
  }
  expect((await verifyLedger(context)).faults).toEqual([]);
}

class RolledBack extends Error {
  readonly kinds: readonly string[];
  constructor(kinds: readonly string[]) {
    super('rolled back');
    this.kinds = kinds;
  }
}

test('great parts told in one transaction are bundles of their own, and no head is of all of them', async () => {
  const city = await openTestCity({ modules: [ledger], work: false });
  try {
    const context = city.as({ id: 'clerk-7', grants: {} }).context();
    const { db } = context;
    const sealer = await sealerOf(context);
    await sealer.seal();
    const headsOf = async () =>
      (await sql<{ n: number }>`select count(*)::int as n from ledger.head`.execute(db)).rows[0]?.n ?? 0;
    const before = await headsOf();
    const rows = await context.transaction(async (tx) => {
      for (const part of [1, 2, 3])
        await context.ledger(tx, {
          action: 'read',
          resource: 'exchange.file',
          subjects: people(part, 5000, 1000),
        });
      // Written just before the commit; read here, where the sealer of the city does not see them yet.
      await writeGathered(tx);
      return (
        await sql<{ entries: number; bytes: number }>`
          select entries, octet_length(told) as bytes from ledger.entering order by id`.execute(tx)
      ).rows;
    });
    expect(rows.map(({ entries }) => entries)).toEqual([1, 1, 1]);
    for (const { bytes } of rows) expect(bytes).toBeLessThan(5_100_000);
    await sealer.seal();
    expect((await headsOf()) - before).toBe(2);
    expect((await verifyLedger(context)).faults).toEqual([]);
    await sameAgain(context);
  } finally {
    await city.close();
  }
});

test('others have their turn between two great entries', async () => {
  const key = subjectKey(Buffer.from('0b'.repeat(20), 'hex'));
  const entering = [1, 2, 3].map((part) => ({
    told: '{"action":"read","v":1}',
    subjects: JSON.stringify(people(part, 5000, 80)),
  }));
  let turns = 0;
  const wait = (): void => {
    turns += 1;
    waiting = setImmediate(wait);
  };
  let waiting = setImmediate(wait);
  const batch = await sealEntries({ size: 0, peaks: [] }, entering, key);
  clearImmediate(waiting);
  expect(turns).toBeGreaterThanOrEqual(3);
  expect(batch.rows.counts).toEqual([5000, 5000, 5000]);
  expect(batch.subjects.sequences).toHaveLength(15_000);
});
