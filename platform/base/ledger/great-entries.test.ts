import { sql } from 'kysely';
import { expect, test, vi } from 'vitest';
import { writeGathered } from '#kernel/db';
import { openTestCity } from '#testing';
import { verifyLedger } from './index.ts';
import ledger from './module.ts';
import { sealEntries, sealerOf } from './seal.ts';
import { subjectKey } from './subjects.ts';

vi.setConfig({ testTimeout: 90_000 });

/** Keys as long as those of people by their number, and longer. */
const people = (part: number, count: number, length: number): string[] =>
  Array.from({ length: count }, (_, at) => `citizen-id:${part}:${at}`.padEnd(length, 'f'));

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
  } finally {
    await city.close();
  }
});

test('others have their turn between two great entries', async () => {
  const key = subjectKey(Buffer.from('0b'.repeat(20), 'hex'));
  const entering = [1, 2, 3].map((part) => ({
    told: '{"action":"read","v":1}',
    subjects: people(part, 5000, 80),
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
