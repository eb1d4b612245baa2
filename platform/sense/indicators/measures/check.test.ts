import { expect, test } from 'vitest';
import type { AnyRecord } from '#kernel/record';
import { Sale, Site } from '../testing/shop.ts';
import { definitionFaults } from './check.ts';
import { MeasureDefinition } from './shapes.ts';
import { recordSource, type FindSource } from './sources.ts';

const records: Readonly<Record<string, AnyRecord>> = { [Sale.id]: Sale as never, [Site.id]: Site as never };
const find: FindSource = (id) => records[id] && recordSource(records[id]);

const words = { zh: '字', en: 'word' };
const sales = { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn' };

interface Given {
  readonly [part: string]: unknown;
}

const measureOf = (given: Given): MeasureDefinition =>
  MeasureDefinition.parse({
    code: 'sales',
    title: words,
    definition: words,
    unit: words,
    numerator: sales,
    grain: 'month',
    direction: 'more',
    owner: '330281-jxj',
    ...given,
  });

const others = new Map(
  [
    measureOf({ code: 'a' }),
    measureOf({ code: 'b', grain: 'year' }),
    measureOf({ code: 'share', denominator: sales }),
    measureOf({ code: 'scaled', factor: 0.01 }),
    measureOf({ code: 'secret', secrecy: { least: 5 } }),
    measureOf({ code: 'ring-one', numerator: undefined, derived: { numerator: [{ measure: 'ring-two' }] } }),
    measureOf({ code: 'ring-two', numerator: undefined, derived: { numerator: [{ measure: 'sales' }] } }),
    measureOf({
      code: 'twice-a',
      numerator: undefined,
      derived: { numerator: [{ measure: 'a', times: 2 }] },
    }),
  ].map((each) => [each.code, each]),
);

const faultsOf = (given: Given): string[] =>
  definitionFaults(measureOf(given), { source: find, measures: others }).map(
    ({ path, code }) => `${path.join('.')} ${code}`,
  );

const join = { as: 'at', record: 'test-shop.site', from: 'site', to: 'code' };
const of = (more: Given) => ({ numerator: { ...sales, ...more } });
const derived = (numerator: unknown[], denominator?: unknown[]) => ({
  numerator: undefined,
  derived: { numerator, ...(denominator ? { denominator } : {}) },
});

test.each<[string, Given]>([
  ['a count', {}],
  ['a ratio of two sums', { ...of({ aggregate: 'sum', field: 'amount' }), denominator: sales }],
  ['a join by the key', { ...of({ joins: [join], where: [{ field: 'at.division', known: true }] }) }],
  [
    'a town through a join',
    {
      ...of({ joins: [join] }),
      dimensions: [{ name: 'town', title: words, field: 'at.division', level: 'town' }],
    },
  ],
  ['a mean', of({ aggregate: 'average', field: 'amount' })],
  ['different values', of({ aggregate: 'count-distinct', field: 'site' })],
  ['made of others', derived([{ measure: 'a' }], [{ measure: 'twice-a' }])],
  [
    'personal, with its rule',
    { ...of({ where: [{ field: 'buyerSex', in: ['f'] }] }), secrecy: { least: 5 } },
  ],
  ['a target for a coarser period', { targets: { path: 'steps', points: [{ period: '2026', value: 1 }] } }],
])('%s is accepted', (_title, given) => {
  expect(faultsOf(given)).toEqual([]);
});

test.each<[string, Given, string]>([
  ['neither counted nor made', { numerator: undefined }, ' indicators.shape-mixed'],
  ['both counted and made', { derived: { numerator: [{ measure: 'a' }] } }, ' indicators.shape-mixed'],
  ['an unknown record', of({ record: 'test-shop.till' }), 'numerator.record indicators.record-unknown'],
  ['an unknown field', of({ time: 'boughtOn' }), 'numerator.time indicators.field-unknown'],
  [
    'a name that nothing is joined under',
    of({ where: [{ field: 'at.division', known: true }] }),
    'numerator.where.0.field indicators.join-unknown',
  ],
  [
    'a join that multiplies rows',
    of({ joins: [{ ...join, to: 'division' }] }),
    'numerator.joins.0.to indicators.join-multiplies',
  ],
  [
    'a join with an unknown record',
    of({ joins: [{ ...join, record: 'test-shop.till' }] }),
    'numerator.joins.0.record indicators.record-unknown',
  ],
  ['two joins of one name', of({ joins: [join, join] }), 'numerator.joins.1.as indicators.join-twice'],
  [
    'a join from a number',
    of({ joins: [{ ...join, from: 'amount' }] }),
    'numerator.joins.0.from indicators.join-misfit',
  ],
  ['a sum of nothing', of({ aggregate: 'sum' }), 'numerator indicators.field-needed'],
  ['a count of a field', of({ field: 'amount' }), 'numerator.field indicators.field-idle'],
  [
    'a sum of words',
    of({ aggregate: 'sum', field: 'kind' }),
    'numerator.field indicators.field-not-a-number',
  ],
  ['a period by words', of({ time: 'kind' }), 'numerator.time indicators.time-not-a-day'],
  [
    'a ratio of extremes',
    { ...of({ aggregate: 'max', field: 'amount' }), denominator: sales },
    'numerator indicators.ratio-of-extremes',
  ],
  [
    'a condition that says nothing',
    of({ where: [{ field: 'kind' }] }),
    'numerator.where.0 indicators.condition-empty',
  ],
  [
    'a value that the field never has',
    of({ where: [{ field: 'kind', in: ['milk'] }] }),
    'numerator.where.0 indicators.condition-misfit',
  ],
  [
    'a word where there are numbers',
    of({ where: [{ field: 'amount', in: ['much'] }] }),
    'numerator.where.0 indicators.condition-misfit',
  ],
  [
    'an order of what has none',
    of({ where: [{ field: 'kind', from: 'bread' }] }),
    'numerator.where.0 indicators.condition-not-ordered',
  ],
  [
    'a denominator of no rows',
    {
      denominator: {
        ...sales,
        where: [
          { field: 'kind', in: ['tea'] },
          { field: 'kind', not: ['tea'] },
        ],
      },
    },
    'denominator.where indicators.denominator-zero',
  ],
  [
    'a denominator of an empty list',
    { denominator: { ...sales, where: [{ field: 'kind', in: [] }] } },
    'denominator.where indicators.denominator-zero',
  ],
  [
    'a denominator of an empty range',
    { denominator: { ...sales, where: [{ field: 'amount', from: 5, to: 4 }] } },
    'denominator.where indicators.denominator-zero',
  ],
  [
    'a denominator that takes itself away',
    derived([{ measure: 'a' }], [{ measure: 'twice-a' }, { measure: 'a', times: -2 }]),
    'derived.denominator indicators.denominator-zero',
  ],
  [
    'rows that cannot be',
    of({
      where: [
        { field: 'kind', in: ['tea'] },
        { field: 'kind', known: false },
      ],
    }),
    'numerator.where indicators.numerator-zero',
  ],
  [
    'a dimension that the source lacks',
    { dimensions: [{ name: 'street', title: words, field: 'street' }] },
    'dimensions.0.field indicators.dimension-lacking',
  ],
  [
    'a dimension that the denominator lacks',
    {
      denominator: { ...sales, record: 'test-shop.site', time: 'code' },
      dimensions: [{ name: 'kind', title: words, field: 'kind' }],
    },
    'dimensions.0.denominator indicators.dimension-lacking',
  ],
  [
    'a dimension of free text',
    { dimensions: [{ name: 'id', title: words, field: 'id' }] },
    'dimensions.0.field indicators.dimension-uncoded',
  ],
  [
    'a town of what is no division',
    { dimensions: [{ name: 'town', title: words, field: 'site', level: 'town' }] },
    'dimensions.0.field indicators.level-misfit',
  ],
  [
    'two dimensions of one name',
    {
      dimensions: [
        { name: 'kind', title: words, field: 'kind' },
        { name: 'kind', title: words, field: 'site' },
      ],
    },
    'dimensions.1.name indicators.dimension-twice',
  ],
  [
    'personal fields without a rule',
    of({ where: [{ field: 'buyerSex', in: ['f'] }] }),
    'numerator indicators.secrecy-needed',
  ],
  [
    'a secret that is made of others',
    { ...derived([{ measure: 'a' }]), secrecy: { least: 5 } },
    'secrecy indicators.secrecy-idle',
  ],
  ['a secret by the day', { grain: 'day', secrecy: { least: 5 } }, 'grain indicators.secrecy-by-day'],
  [
    'an unknown measure',
    derived([{ measure: 'nobody' }]),
    'derived.numerator.0.measure indicators.measure-unknown',
  ],
  ['itself', derived([{ measure: 'sales' }]), 'derived indicators.measure-cycle'],
  ['itself through two others', derived([{ measure: 'ring-one' }]), 'derived indicators.measure-cycle'],
  [
    'a ratio to be added',
    derived([{ measure: 'share' }]),
    'derived.numerator.0.measure indicators.measure-not-additive',
  ],
  ['a factor', derived([{ measure: 'scaled' }]), 'derived.numerator.0.measure indicators.measure-scaled'],
  [
    'something secret to be added',
    derived([{ measure: 'secret' }]),
    'derived.numerator.0.measure indicators.measure-secret',
  ],
  [
    'months of what has years',
    derived([{ measure: 'b' }]),
    'derived.numerator.0.measure indicators.grain-too-fine',
  ],
  [
    'a dimension that the other lacks',
    { ...derived([{ measure: 'a' }]), dimensions: [{ name: 'kind', title: words, field: 'kind' }] },
    'derived.numerator.0.measure indicators.dimension-of-measure',
  ],
  [
    'a target for a finer period',
    { targets: { path: 'steps', points: [{ period: '2026-01-05', value: 1 }] } },
    'targets.points.0.period indicators.target-misfit',
  ],
  [
    'a target for no month',
    { targets: { path: 'steps', points: [{ period: '2026-13', value: 1 }] } },
    'targets.points.0.period indicators.target-misfit',
  ],
  [
    'targets out of order',
    {
      targets: {
        path: 'steps',
        points: [
          { period: '2026-02', value: 1 },
          { period: '2026-01', value: 1 },
        ],
      },
    },
    'targets.points.1.period indicators.target-order',
  ],
])('%s is refused at its place', (_title, given, said) => {
  expect(faultsOf(given)).toContain(said);
});

test('the largest of something personal is refused, whatever rule is given', () => {
  const amount = { ...Sale.fields.amount, sensitivity: 'personal' as const };
  const personal = { ...Sale, fields: { ...Sale.fields, amount } } as unknown as AnyRecord;
  const faults = definitionFaults(
    measureOf({ ...of({ aggregate: 'max', field: 'amount' }), secrecy: { least: 5 } }),
    { source: () => recordSource(personal), measures: others },
  );
  expect(faults.map(({ code }) => code)).toContain('indicators.extreme-tells-of-one');
});

test('the way round is named, in both languages', () => {
  const [cycle] = definitionFaults(measureOf(derived([{ measure: 'ring-one' }])), {
    source: find,
    measures: others,
  });
  expect(cycle?.message).toEqual({
    zh: '指标绕了一圈又引用自己：sales → ring-one → ring-two → sales。',
    en: 'The measure refers to itself: sales → ring-one → ring-two → sales.',
  });
});
