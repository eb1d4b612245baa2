import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import type { Context } from '#kernel/context';
import { getDatasetEver } from '#platform/data/catalogue';
import { openTestCity, type TestCity } from '#testing';
import type { Joining } from '../drafts.ts';
import { joinRows } from '../join-rows.ts';
import { subjects } from '../subjects.ts';
import registersModule from '../module.ts';
import { notJoined } from './recheck-store.ts';

let city: TestCity;
let context: Context;
beforeAll(async () => {
  city = await openTestCity({ modules: [registersModule], work: false });
  context = city.as({ id: 'office', grants: { '*': 'city' } }).context();
});
afterAll(() => city.close());

const number = (tail: string): string => {
  const first17 = `00028119800101${tail}`;
  return first17 + citizenIdCheck(first17);
};
const one = number('511');
const other = number('513');

const row = (at: number, citizenId: string, mobile: string | null = null, key = 'Y1') => ({
  row: at,
  key,
  values: { name: '周一一', citizenId, sex: '1', birthDate: '1980-01-01', mobile },
});
type Row = ReturnType<typeof row>;

/** Joins rows piece by piece; which of them stands for each key, and of which of them a joining again would be. */
async function joined(batch: string, pieces: readonly (readonly Row[])[]) {
  const dataset = await getDatasetEver(context.db, 'rsj-insured');
  const at = '2026-01-05T00:00:00.000Z';
  const subject = subjects.person;
  const joining: Joining = { dataset, batch, at, subject, simulated: true, chief: 90, late: false };
  for (const piece of pieces) await context.transaction((tx) => joinRows(context, tx, joining, piece));
  const { rows } = await sql<{ key: string; row: number; number: string; confirms: object }>`
    select m.row_key as key, m.row, p.citizen_id as number, m.confirms from registers.member m
    join registers.person p on p.id = m.entity where m.batch = ${batch} order by 1`.execute(context.db);
  const left = await notJoined(context.db, { dataset: dataset.code, batch }, pieces.flat());
  return { rows, left: left.map((each) => each.row) };
}

test('of two rows with one key in one piece the later one stands, be they of one person or of two', async () => {
  expect(await joined('B1', [[row(1, one), row(2, other), row(3, other, null, 'Y2')]])).toMatchObject({
    rows: [
      { key: 'Y1', row: 2, number: other },
      { key: 'Y2', row: 3, number: other },
    ],
    left: [],
  });
  // What either of them said again counts.
  const mobile = '15499990001';
  const again = await joined('B2', [
    [row(1, one, mobile, 'Y3'), row(2, one, mobile, 'Y3'), row(3, one, null, 'Y3')],
  ]);
  expect(again).toMatchObject({ rows: [{ key: 'Y3', row: 3, number: one }], left: [] });
  expect(Object.keys(again.rows[0]?.confirms ?? {})).toContain('mobile');
});

test('of two rows with one key in two pieces both have joined: joined again, the key stays with whom it is', async () => {
  const pieces = [[row(1, one, null, 'Y4')], [row(2001, other, null, 'Y4')]];
  expect(await joined('B3', pieces)).toMatchObject({ rows: [{ row: 2001, number: other }], left: [] });
  const dataset = 'rsj-insured';
  const later = [row(2002, one, null, 'Y4'), row(2003, one, null, 'Y5')];
  expect(await notJoined(context.db, { dataset, batch: 'B3' }, later)).toEqual(later);
});
