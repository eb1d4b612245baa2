import { expect, test } from 'vitest';
import { bare, likenessOf, standsInTheWay, synonymsOf, type Known } from './matching.ts';
import { partsOf, termsOver } from './periods.ts';
import { faultOf, fromEarlier } from './sheet-rules.ts';
import { guardOf } from './guard.ts';
import type { Cell } from './contract.ts';

test.for([
  ['monthly', '2026-10-01', '2026-12-01', ['2026-10', '2026-11']],
  ['monthly', '2026-10-15', '2026-12-31', ['2026-11']],
  ['monthly', '2025-12-01', '2026-01-01', ['2025-12']],
  ['quarterly', '2026-01-01', '2026-12-31', ['2026-Q1', '2026-Q2', '2026-Q3']],
  ['quarterly', '2026-02-01', '2027-01-01', ['2026-Q2', '2026-Q3', '2026-Q4']],
  ['yearly', '2024-01-01', '2026-06-01', ['2024', '2025']],
  ['yearly', '2026-01-01', '2026-12-31', []],
] as const)('%s from %s, on %s', ([period, beginsOn, today, codes]) => {
  expect(termsOver(period, beginsOn, today).map(({ code }) => code)).toEqual(codes);
});

test('periods end on their last day, and no return asks for an archive', () => {
  expect(termsOver('monthly', '2024-02-01', '2024-03-01')).toEqual([
    { code: '2024-02', endsOn: '2024-02-29' },
  ]);
  expect(termsOver('monthly', '1990-01-01', '2026-03-01')).toHaveLength(24);
  expect(partsOf('2026-Q3', 'monthly')).toEqual(['2026-07', '2026-08', '2026-09']);
  expect(partsOf('2026', 'quarterly')).toEqual(['2026-Q1', '2026-Q2', '2026-Q3', '2026-Q4']);
  expect(partsOf('2026-07', 'monthly')).toEqual([]);
});

const known = (zh: string, more: Partial<Known> = {}): Known => ({
  item: 'x-y.z',
  kind: 'catalogue',
  label: { zh, en: zh },
  aliases: [],
  of: { zh: '表', en: 'sheet' },
  owner: null,
  share: 'conditional',
  sensitivity: 'internal',
  period: null,
  unit: null,
  type: 'text',
  rows: null,
  deliveredAt: null,
  ...more,
});
const synonyms = synonymsOf([['从业人员期末人数', '员工人数', 'Employees']]);

test.for([
  ['员工人数（人）', '从业人员期末人数', 'same'],
  ['employees', '从业人员期末人数', 'same'],
  ['工业 总产值', '工业总产值(千元)', 'same'],
  ['工业总产值', '工业总产值增速', 'similar'],
  ['产值', '工业总产值增速', undefined],
  ['能耗', '研发费用', undefined],
  ['地', '地址', undefined],
] as const)('%s beside %s: %s', ([asked, there, likeness]) => {
  expect(likenessOf({ labelZh: asked }, known(there), { synonyms })).toBe(likeness);
});

test('what its department may not have stands in nobody’s way, and what is only near neither', () => {
  const match = (more: Partial<Known>, likeness: 'same' | 'similar' = 'same') =>
    standsInTheWay({ known: known('纳税额', more), likeness });
  expect([match({}), match({ share: 'none' }), match({}, 'similar')]).toEqual([true, false, false]);
  expect(bare('统一社会信用代码 （18位）')).toBe('统一社会信用代码');
});

const cell = (name: string, more: Partial<Cell> = {}): Cell => ({
  cell: name,
  label: { zh: name, en: name },
  type: 'number',
  unit: null,
  nature: 'flow',
  period: null,
  required: true,
  askedBy: [],
  origin: null,
  dataset: null,
  ...more,
});

test.for([
  ['integer', '12', true],
  ['integer', '1.5', false],
  ['number', '-0.25', true],
  ['number', '1,200', false],
  ['number', '1e5', false],
  ['date', '2026-02-29', false],
  ['date', '2024-02-29', true],
  ['text', '', false],
  ['credit-code', '91990099000000019F', true],
  ['credit-code', '919900990000000190', false],
  ['credit-code', '模拟', false],
] as const)('a required %s answered with %s', ([type, value, fits]) => {
  expect(faultOf(cell('x', { type }), value) === undefined).toBe(fits);
});

test('months add up to the quarter only when each is known, in decimals', () => {
  const quarter = cell('r.output@2026-Q4', { period: '2026-Q4' });
  const earlier = [
    { endsOn: '2026-11-30', answers: { 'r.output@2026-11': '0.2', 'r.product': '新' } },
    { endsOn: '2026-10-31', answers: { 'r.output@2026-10': '0.1', 'r.product': '旧' } },
  ];
  expect(fromEarlier([quarter], earlier, {})).toEqual({});
  const all = fromEarlier([quarter], earlier, { 'r.output@2026-12': '100' });
  expect(all['r.output@2026-Q4']?.value).toBe('100.3');
  // A newer word on what lasts goes before an older one; what stands at the end of a period is asked each time.
  const lasting = fromEarlier([cell('r.product', { nature: 'lasting', type: 'text' })], earlier, {});
  expect(lasting['r.product']?.value).toBe('新');
  expect(fromEarlier([cell('r.product', { nature: 'stock' })], earlier, {})).toEqual({});
  const minus = [
    { endsOn: '2026-11-30', answers: { 'r.a@2026-10': '-3', 'r.a@2026-11': '1', 'r.a@2026-12': '1.95' } },
  ];
  expect(fromEarlier([cell('r.a@2026-Q4', { period: '2026-Q4' })], minus, {})['r.a@2026-Q4']?.value).toBe(
    '-0.05',
  );
});

test('a question is guarded as strictly as what it takes or asks again, whatever it says itself', () => {
  const taken = (more: Partial<Known>) => ({ known: known('税额', more), likeness: 'bound' as const });
  const again = (more: Partial<Known>) => ({ known: known('税额', more), likeness: 'same' as const });
  expect(guardOf({ sensitivity: null, asks: 'company' }, [])).toEqual({ sensitivity: 'internal' });
  for (const sensitivity of [null, 'internal'] as const)
    expect(guardOf({ sensitivity, asks: 'person' }, [])).toEqual({ sensitivity: 'personal' });
  expect(
    guardOf({ sensitivity: 'sensitive', asks: 'company' }, [
      taken({ sensitivity: 'personal', mask: 'name' }),
    ]),
  ).toEqual({
    sensitivity: 'sensitive',
    mask: 'name',
  });
  expect(
    guardOf({ sensitivity: null, asks: 'company' }, [taken({ sensitivity: 'public', share: 'none' })]),
  ).toEqual({
    sensitivity: 'internal',
    share: 'none',
  });
  // What the company itself is asked again is not under the law of the department that has it; whose it is stays.
  expect(
    guardOf({ sensitivity: null, asks: 'company' }, [again({ sensitivity: 'personal', share: 'none' })]),
  ).toEqual({
    sensitivity: 'personal',
  });
  const near = { known: known('税额', { sensitivity: 'sensitive' }), likeness: 'similar' as const };
  expect(guardOf({ sensitivity: null, asks: 'company' }, [near])).toEqual({ sensitivity: 'internal' });
});
