import { afterAll, beforeAll, expect, test } from 'vitest';
import { renewRelease } from '../release/versions.ts';
import { getCity, putCity } from '../store.ts';
import {
  clock,
  deliverInsured,
  openIt,
  openTown,
  proposal,
  type Insured,
  type Town,
} from '../testing/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await deliverInsured(town.city, 'first', people);
}, 240_000);
afterAll(() => town.city.close());

const group = (size: number, of: Partial<Insured>): Insured[] =>
  Array.from({ length: size }, (_, at) => ({
    number: `${JSON.stringify(of)}${at}`.replaceAll("'", ''),
    sex: '1',
    birth: '1990-01-01',
    kind: 'enterprise-pension',
    ...of,
  }));

/** Three women alone in a kind of insurance; one man in two rows of two kinds. */
const people: readonly Insured[] = [
  ...group(40, { sex: '1' }),
  ...group(30, { sex: '2' }),
  ...group(20, { sex: '1', kind: 'employee-medical' }),
  ...group(3, { sex: '2', kind: 'employee-medical' }),
  ...group(25, { sex: '2', kind: 'resident-pension' }),
  ...group(15, { sex: '1', kind: 'resident-pension' }),
  ...group(2, { person: 'twice' }),
  ...group(1, { person: 'twice', kind: 'employee-medical' }),
];
const columns = [
  { field: 'insuranceKind', as: 'keep', part: 'quasi' },
  { field: 'sex', as: 'class', part: 'quasi' },
] as const;
const table = (more: object = {}) =>
  proposal({ code: 'counts', form: 'suppressed-table', columns, cycle: 'monthly', ...more });
const noisy = (more: object = {}) =>
  table({ code: 'noisy', form: 'private-counts', milliEpsilon: 1000, ...more });
const measure = (body: object) =>
  town.clerk.post('/api/open-data/measure', { source: 'rsj-insured', columns, ...body });
const codeOf = async (asked: ReturnType<Town['clerk']['post']>) =>
  (await asked).json<{ code: string }>().code;

interface Line {
  readonly insuranceKind: string;
  readonly insuranceKindName: string;
  readonly sex: string;
  readonly count: number | null;
  readonly suppressed?: boolean;
}
const linesOf = async (code: string) =>
  (await town.city.stranger.get(`/api/open-data/public/resources/${code}/rows?limit=1000`)).json<{
    items: Line[];
    total: number;
  }>();
const shown = async (code: string) =>
  (await town.city.stranger.get(`/api/open-data/public/resources/${code}`)).json();

test('a dimension has values that are known beforehand, and noise has its price said', async () => {
  const wrong = await measure({
    form: 'suppressed-table',
    columns: [
      { field: 'birthDate', as: 'year', part: 'quasi' },
      { field: 'employer', as: 'keep', part: 'quasi' },
    ],
  });
  expect(wrong.json<{ errors: { path: string; code: string }[] }>().errors.map(({ code }) => code)).toEqual([
    'open-data.not-a-dimension',
    'open-data.not-a-dimension',
  ]);
  const unmeasured = columns.map((each) => ({ ...each, part: 'sensitive' }));
  for (const form of [{ form: 'suppressed-table' }, { form: 'private-counts', milliEpsilon: 1000 }])
    expect((await measure({ ...form, columns: unmeasured })).json(), form.form).toMatchObject({
      errors: [{ code: 'open-data.no-quasi' }],
    });
  expect(await codeOf(measure({ form: 'private-counts' }))).toBe('open-data.no-epsilon');
  expect(await codeOf(measure({ form: 'private-counts', milliEpsilon: 1001 }))).toBe('open-data.no-epsilon');
  expect((await measure({ form: 'private-counts', milliEpsilon: 0.5 })).statusCode).toBe(400);
});

test('a table shows no small count and none from which it follows; each person stands in one cell', async () => {
  const { risk } = (await measure({ form: 'suppressed-table' })).json<{ risk: { table: object } }>();
  expect(risk).toMatchObject({
    verdict: 'too-much-held-back',
    rows: 134,
    table: { each: 'person', primary: 1 },
  });
  const said = await getCity(town.office.context().db);
  await putCity(town.office.context().db, { ...said, gate: { ...said.gate, suppressAtMost: 60 } });
  await openIt(town, town.clerk, table());
  const { items } = await linesOf('counts');
  const at = (kind: string, sex: string) =>
    items.find((each) => each.insuranceKind === kind && each.sex === sex) as Line;
  const hidden = items.filter(({ suppressed }) => suppressed === true);
  expect(hidden.length).toBeGreaterThanOrEqual(4);
  expect(hidden.every(({ count }) => count === null)).toBe(true);
  expect(items.some(({ count }) => count !== null && count > 0 && count < 5)).toBe(false);
  expect(at('employee-medical', '2').suppressed).toBe(true);
  // 134 people in 136 rows.
  expect(at('_T', '_T')).toMatchObject({ count: 134, insuranceKindName: '合计', suppressed: false });
  // In each line with a hidden cell another one is hidden too: no total less the rest gives it away.
  for (const line of ['insuranceKind', 'sex'] as const)
    for (const one of hidden)
      expect(hidden.filter((each) => each[line] === one[line]).length).toBeGreaterThanOrEqual(2);
  expect((await shown('counts')).privacy).toMatchObject({
    // The sum of the hidden counts is not told: where their total is hidden it would give that away.
    heldBackAtMost: null,
    budget: null,
    table: { form: 'suppressed-table', hidden: hidden.length },
  });
  // The public is told of one kind of hidden cells, in the page’s figures and in no file otherwise; the office of both.
  const { table: told } = (await shown('counts')).privacy;
  expect((await shown('counts')).privacy).not.toHaveProperty('suppressed');
  expect(Object.keys(told)).not.toEqual(expect.arrayContaining(['primary']));
  expect(Object.keys(told)).not.toEqual(expect.arrayContaining(['secondary']));
  const kept = (await town.clerk.get('/api/open-data/releases/counts')).json<{ risk: { table: object } }>();
  expect(kept.risk.table).toMatchObject({ primary: 1, secondary: hidden.length - 1 });
});

test('where small counts alone are too many nothing more is looked for, and no figure of it claims otherwise', async () => {
  const db = town.office.context().db;
  const said = await getCity(db);
  await putCity(db, { ...said, gate: { ...said.gate, k: 30, suppressAtMost: 5 } });
  const { risk } = (await measure({ form: 'suppressed-table' })).json<{ risk: object }>();
  await putCity(db, said);
  expect(risk).toMatchObject({
    verdict: 'too-much-held-back',
    k: null,
    table: { secondary: null },
  });
});

test('people are open in one exact form: rows, or another table, would give the hidden counts away', async () => {
  for (const form of ['rows', 'suppressed-table']) {
    const refused = await town.clerk.post('/api/open-data/proposals', table({ code: 'beside', form }));
    expect(refused.statusCode, form).toBe(409);
    expect(refused.json(), form).toMatchObject({ code: 'open-data.other-form' });
  }
});

test('a table in which counts are hidden is small enough to search', async () => {
  const wide = [
    ...columns,
    { field: 'birthDate', as: 'age-band', part: 'quasi' },
    { field: 'address', as: 'town', part: 'quasi' },
  ];
  expect(await codeOf(measure({ form: 'suppressed-table', columns: wide }))).toBe(
    'open-data.table-too-large',
  );
});

test('counts with noise are paid for from the budget of the dataset, once a cycle, whatever the rows', async () => {
  await openIt(town, town.clerk, noisy());
  const first = await linesOf('noisy');
  const detail = await shown('noisy');
  // All that is said of how it was made: nothing else there can tell how many there are.
  expect(detail.privacy).toEqual({
    k: null,
    l: null,
    heldBackAtMost: null,
    budget: { dataset: 4000, spent: 1000 },
    table: {
      form: 'private-counts',
      each: 'person',
      cells: first.total,
      hidden: 0,
      error: 3,
      milliEpsilon: 1000,
      left: 4000,
    },
  });
  // Neither the number of lines nor anything else says how many there are.
  expect(detail.rows).toBe(first.total);
  expect(detail.versions).toEqual([expect.objectContaining({ number: 1, rows: first.total })]);
  const sum = (kind: string) =>
    first.items
      .filter((each) => each.insuranceKind === kind && each.sex !== '_T')
      .reduce((total, { count }) => total + (count ?? 0), 0);
  for (const { insuranceKind, sex, count } of first.items)
    if (sex === '_T') expect(count).toBe(sum(insuranceKind));
  const context = town.office.context();
  await deliverInsured(town.city, 'first', people.slice(5));
  expect(await renewRelease(context, 'noisy')).toBe('unchanged');
  expect(await renewRelease(context, 'counts')).toBe('unchanged');
  clock.advance(30 * 86_400_000);
  // Two at once, with the nightly job as a third, and one of them is made and paid for.
  const both = await Promise.all([renewRelease(context, 'noisy'), renewRelease(context, 'noisy')]);
  expect(both.filter((each) => each === 'made').length).toBeLessThan(2);
  expect(both.every((each) => each === 'made' || each === 'unchanged')).toBe(true);
  await renewRelease(context, 'counts');
  // Of tables with hidden counts the latest alone stays: two laid over each other would tell more than each.
  expect((await shown('counts')).versions).toMatchObject([{ number: 2 }]);
  expect((await town.city.stranger.get('/open-data/files/counts/1/counts.csv')).statusCode).toBe(404);
  // What was paid for stays: versions with noise add up, and were counted.
  expect((await shown('noisy')).versions).toHaveLength(2);
  const spent = await town.office.get('/api/open-data/spendings?order=spentAt');
  expect(
    spent
      .json<{ items: { leftAfter: number }[] }>()
      .items.map(({ leftAfter }) => leftAfter)
      .toSorted(),
  ).toEqual([2000, 3000]);
});

test('a release that would overspend is refused, and a version that would is not made', async () => {
  const context = town.office.context();
  const said = await getCity(context.db);
  await putCity(context.db, { ...said, privacyBudget: { dataset: 2900, version: 1000 } });
  const over = await town.clerk.post('/api/open-data/proposals', noisy({ code: 'more' }));
  expect(over.statusCode).toBe(409);
  expect(over.json()).toMatchObject({ code: 'open-data.budget-spent', extra: { left: 900, wanted: 1000 } });
  expect(
    (await town.clerk.post('/api/open-data/proposals', noisy({ code: 'more', milliEpsilon: 900 })))
      .statusCode,
  ).toBe(200);
  clock.advance(30 * 86_400_000);
  expect(await renewRelease(context, 'noisy')).toBe('refused');
  const tasks = (await town.clerk.get('/api/tasks?kind=open-data.gate')).body;
  expect(tasks).toContain('隐私预算用完');
  expect((await shown('noisy')).versions).toHaveLength(2);
  // Another spent what was left between proposal and decision.
  await putCity(context.db, { ...said, privacyBudget: { dataset: 2500, version: 1000 } });
  expect(await codeOf(town.office.post('/api/open-data/releases/more/approve'))).toBe(
    'open-data.budget-spent',
  );
});
