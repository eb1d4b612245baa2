import { afterAll, beforeAll, expect, test } from 'vitest';
import { dice } from '#engines/chance';
import { differingFields, reconcile, type Comparison } from './index.ts';
import { openTestSession, type Row, type TestSession } from './test-session.ts';

let session: TestSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const columns = ['a', 'b', 'text', 'number', 'date', 'code', 'row'];
const few = (roll: (below: number) => number, values: readonly (string | null)[]) =>
  values[roll(values.length)] ?? null;

function rowsOf(roll: (below: number) => number, side: 'left' | 'right'): Row[] {
  // From keys that stand once, mostly, to keys that are all repeated.
  const keys = few(roll, ['40', '400', '4000']);
  return Array.from({ length: roll(120) }, (_, at) => ({
    a:
      roll(20) === 0
        ? few(roll, [null, '', ' '])
        : `${few(roll, ['', ' '])}${few(roll, ['k', 'K'])}${roll(Number(keys))}`,
    b: few(roll, ['x', 'x', 'x', 'y', null]),
    text: few(roll, ['王芳', '王芳', ' 王芳', '李强', '', null]),
    number: few(roll, ['1', '1.0', '1.5', '2', '1,000', '1000.4', '无', null]),
    date: few(roll, ['2020-01-01', '2020/1/2', '20200103', '不详', null]),
    code: few(roll, side === 'left' ? ['1', '2', '9', null] : ['男', 'M', '女', '9', null]),
    row: `${side}${at}`,
  }));
}

const comparison: Comparison = {
  keys: [
    { left: 'a', right: 'a', forms: ['trim', 'upper'] },
    { left: 'b', right: 'b' },
  ],
  fields: [
    { name: 'text', left: 'text', right: 'text', as: { kind: 'text', forms: ['trim'] } },
    {
      name: 'number',
      left: 'number',
      right: 'number',
      as: { kind: 'number', absolute: 0.5 },
      missing: 'skipped',
    },
    { name: 'date', left: 'date', right: 'date', as: { kind: 'date', days: 1 } },
    {
      name: 'code',
      left: 'code',
      right: 'code',
      as: {
        kind: 'code',
        pairs: [
          ['1', '男'],
          ['1', 'M'],
          ['2', '女'],
        ],
      },
    },
  ],
  carry: { left: ['row'], right: ['row'] },
};

const day: Record<string, number> = { '2020-01-01': 1, '2020/1/2': 2, '20200103': 3 };
const paired: Record<string, string[]> = { 1: ['男', 'M'], 2: ['女'] };
const asNumber = (text: string) => (text === '无' ? Number.NaN : Number(text.replaceAll(',', '')));

/** The same thing said naively, value by value. */
const differ: Record<string, (left: string, right: string) => boolean> = {
  text: (left, right) => left !== right,
  number: (left, right) => left !== right && !(Math.abs(asNumber(left) - asNumber(right)) <= 0.5),
  date: (left, right) =>
    left !== right && !(Math.abs((day[left] ?? Number.NaN) - (day[right] ?? Number.NaN)) <= 1),
  code: (left, right) => (paired[left] ? !paired[left].includes(right) : left !== right),
};

const there = (text: string | null | undefined) => text?.trim() || undefined;

function keyOf(row: Row): string | undefined {
  const [a, b] = [there(row['a'])?.toUpperCase(), there(row['b'])];
  return a && b && `${a} · ${b}`;
}

const differing = (left: Row, right: Row): string[] =>
  comparison.fields
    .filter(({ name, missing }) => {
      const [l, r] = [there(left[name]), there(right[name])];
      if (l === undefined || r === undefined) return missing !== 'skipped' && l !== r;
      return differ[name]?.(l, r);
    })
    .map(({ name }) => name);

/** Do rows of one key say the same, text by text? */
const agree = (rows: readonly Row[], side: 'left' | 'right'): boolean =>
  comparison.fields.every((field) => new Set(rows.map((row) => row[field[side]] ?? null)).size <= 1);

const firstOf = (rows: readonly Row[]): Row | undefined =>
  rows.toSorted((x, y) => (String(x['row']) < String(y['row']) ? -1 : 1))[0];

type Keyed = ReadonlyMap<string | undefined, readonly Row[]>;

function pairOf(row: Row, counterpart: Row | undefined): string[] {
  const fields = counterpart ? differing(row, counterpart) : [];
  return fields.length === 0 ? [] : [['differs', row['row'], counterpart?.['row'], ...fields].join(' ')];
}

/** What is the matter with one row of a side; nothing for one whose counterpart tells, or that has several. */
function matterOf(row: Row, side: 'left' | 'right', { own, other }: { own: Keyed; other: Keyed }): string[] {
  const key = keyOf(row);
  if (key === undefined) return [`no-key-${side} ${row['row']}`];
  const [mine, theirs] = [own.get(key) ?? [], other.get(key) ?? []];
  if (!agree(mine, side)) return [`duplicate-${side} ${row['row']}`];
  if (row !== firstOf(mine)) return [];
  if (theirs.length === 0) return [`only-${side} ${row['row']}`];
  return side === 'left' && agree(theirs, 'right') ? pairOf(row, firstOf(theirs)) : [];
}

function naive(left: readonly Row[], right: readonly Row[]): string[] {
  const [lefts, rights] = [Map.groupBy(left, keyOf), Map.groupBy(right, keyOf)];
  return [
    ...left.flatMap((row) => matterOf(row, 'left', { own: lefts, other: rights })),
    ...right.flatMap((row) => matterOf(row, 'right', { own: rights, other: lefts })),
  ].toSorted();
}

async function heldAgainstNaive(seed: number): Promise<void> {
  const roll = dice(seed);
  const [left, right] = [rowsOf(roll, 'left'), rowsOf(roll, 'right')];
  await session.table('ours', columns, left);
  await session.table('theirs', columns, right);
  const summary = await reconcile(session, comparison, { left: 'ours', right: 'theirs', into: 'matter' });
  const rows = await session.rows<Record<string, string | null> & { fields: bigint | null }>(
    'select * from matter',
  );
  const told = rows.map((row) =>
    [row['kind'], row['left:row'], row['right:row'], ...differingFields(comparison, row.fields ?? 0n)]
      .filter((each) => each !== null)
      .join(' '),
  );
  expect(told.sort()).toEqual(naive(left, right));
  const { kinds, counterparts, folded } = summary;
  for (const side of ['left', 'right'] as const)
    expect(
      summary.compared +
        kinds[`only-${side}`] +
        kinds[`no-key-${side}`] +
        kinds[`duplicate-${side}`] +
        counterparts[side] +
        folded[side],
    ).toBe(summary.rows[side]);
}

const seeds = Array.from({ length: 24 }, (_, seed) => seed);

test.each(seeds)('random rows %i: as a naive comparison has it', heldAgainstNaive);

test.each(seeds)('random rows %i, keys that share their hashes: the same', async (seed) => {
  const poor = (value: string) => `(md5_number_lower(${value})::uhugeint % 30)::ubigint`;
  // The key is of two parts; all values and the key are four.
  await session.run(`create or replace temp macro hash(a, b) as ${poor('concat(a, b)')},
    (a, b, c, d) as md5_number_lower(concat_ws('|', a, coalesce(b, '-'), coalesce(c, '-'), coalesce(d, '-')))`);
  try {
    expect(await session.rows(`select hash('k1', 'x') < 30 as poor`)).toEqual([{ poor: true }]);
    await heldAgainstNaive(seed);
  } finally {
    await session.run('drop macro temp.hash');
  }
});
