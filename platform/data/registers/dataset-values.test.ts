import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '#kernel/context';
import { writeParquet } from '#kernel/lake';
import { openTestCity, type TestCity } from '#testing';
import { datasetValues } from './dataset-values-store.ts';
import registers from './module.ts';

let city: TestCity;
let context: Context;
beforeAll(async () => {
  city = await openTestCity({ modules: [registers], work: false });
  context = city.as({ id: 'platform', grants: { '*': 'city' } }).context();
});
afterAll(() => city.close());

const insured = 'rsj-insured';

/** One row as the bureau has it: what it says, or that a rule holds it back. */
interface Said {
  readonly key: string;
  readonly employer?: string;
  readonly insuredSince?: string;
  readonly blocked?: boolean;
}

interface Delivery {
  readonly batch: string;
  readonly at: string;
  /** Columns of the file; what was delivered before an item was thought of lacks it. */
  readonly columns?: readonly ('employer' | 'insuredSince')[];
  /** The file went astray. */
  readonly gone?: boolean;
}

/** Puts a checked delivery about somebody into the lake, as rows that the register joined. */
async function delivered(person: string, delivery: Delivery, rows: readonly Said[]): Promise<void> {
  const { batch, at, columns = ['employer', 'insuredSince'], gone = false } = delivery;
  const text = (value: string | undefined) => (value === undefined ? 'null::varchar' : `'${value}'`);
  const select = rows
    .map((row, place) => {
      const cells = columns.map((name) => `${text(row[name])} as "${name}"`);
      return `select ${[...cells, `${place + 1} as _row`, `${row.blocked ?? false} as _blocked`].join(', ')}`;
    })
    .join(' union all ');
  const path = await context.lake.path('checked', insured, `${batch}.parquet`);
  if (!gone) await context.lake.session((session) => writeParquet(session, select, path));
  for (const [place, { key }] of rows.entries())
    await sql`insert into registers.member (dataset, row_key, entity, batch, row, at)
      values (${insured}, ${key}, ${person}, ${batch}, ${place + 1}, ${at})
      on conflict (dataset, row_key) do update set batch = excluded.batch, row = excluded.row, at = excluded.at`.execute(
      context.db,
    );
}

const saidOf = async (person: string): Promise<Record<string, string>> => {
  const found = await datasetValues(context, person, [`${insured}.employer`, `${insured}.insuredSince`]);
  return Object.fromEntries(found.map(({ item, value }) => [item.slice(insured.length + 1), value]));
};

const november = { batch: 'B-november', at: '2026-11-20T00:00:00Z' };

test('rows of one delivery that differ answer nothing; what they agree on is answered', async () => {
  await delivered('P-two', { ...november, batch: 'B-two' }, [
    { key: 'two-1', employer: '模拟灯具厂', insuredSince: '2015-03-01' },
    { key: 'two-2', employer: '模拟轴承厂', insuredSince: '2015-03-01' },
  ]);
  expect(await saidOf('P-two')).toEqual({ insuredSince: '2015-03-01' });

  // One says it and the other says nothing: which of them is asked about is not known either.
  await delivered('P-half', { ...november, batch: 'B-half' }, [
    { key: 'half-1', employer: '模拟灯具厂', insuredSince: '2015-03-01' },
    { key: 'half-2', insuredSince: '2016-03-01' },
  ]);
  expect(await saidOf('P-half')).toEqual({});

  // What a rule holds back is not there.
  await delivered('P-held', { ...november, batch: 'B-held' }, [
    { key: 'held-1', employer: '模拟灯具厂' },
    { key: 'held-2', employer: '模拟轴承厂', blocked: true },
  ]);
  expect(await saidOf('P-held')).toEqual({ employer: '模拟灯具厂' });
});

test('the newest delivery that speaks of somebody counts, whatever an older one said by another row', async () => {
  await delivered('P-new', { batch: 'B-old', at: '2026-10-20T00:00:00Z' }, [
    { key: 'new-1', employer: '模拟灯具厂' },
  ]);
  await delivered('P-new', november, [{ key: 'new-2', employer: '模拟轴承厂' }]);
  expect(await saidOf('P-new')).toEqual({ employer: '模拟轴承厂' });
});

test('a delivery from before an item was thought of answers what it has', async () => {
  await delivered('P-early', { ...november, batch: 'B-early', columns: ['insuredSince'] }, [
    { key: 'early-1', insuredSince: '2015-03-01' },
  ]);
  expect(await saidOf('P-early')).toEqual({ insuredSince: '2015-03-01' });
});

test('a delivery whose file went astray answers nothing, and stops nobody', async () => {
  await delivered('P-astray', { ...november, batch: 'B-astray', gone: true }, [
    { key: 'astray-1', employer: '模拟灯具厂' },
  ]);
  expect(await saidOf('P-astray')).toEqual({});
});
