import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { MeasureDefinition, type MeasureSource } from '../../../contract.ts';
import { definitionOf, draftOf, emptyDraft, fieldsOf, type Sources } from './draft.ts';

const text = { zh: '字', en: 'word' };
const field = (name: string, kind: string, record: string | null = null) => ({
  name,
  title: text,
  kind,
  coded: true,
  divided: false,
  personal: false,
  record,
  values: [],
});
const sale: MeasureSource = {
  record: 'test-shop.sale',
  kind: 'record',
  title: text,
  key: 'id',
  fields: [
    field('amount', 'number'),
    field('kind', 'text'),
    field('returned', 'boolean'),
    field('site', 'reference', 'test-shop.site'),
  ],
};
const site: MeasureSource = {
  record: 'test-shop.site',
  kind: 'record',
  title: { zh: '门店', en: 'Site' },
  key: 'code',
  fields: [field('floor', 'integer')],
};
const sources: Sources = { items: [sale], joined: [site] };

const measure = MeasureDefinition.parse({
  code: 'tea-of-all',
  title: text,
  definition: text,
  unit: text,
  numerator: {
    record: 'test-shop.sale',
    aggregate: 'sum',
    field: 'amount',
    time: 'soldOn',
    where: [
      { field: 'amount', from: 5, to: 20.5 },
      { field: 'kind', in: ['tea', 'rice'], not: ['bread'] },
      { field: 'returned', in: [false] },
      { field: 'at.floor', in: [1, 2] },
      { field: 'kind', known: false },
    ],
    joins: [{ as: 'at', record: 'test-shop.site', from: 'site', to: 'code' }],
  },
  denominator: {
    record: 'test-shop.sale',
    aggregate: 'count',
    time: 'soldOn',
    standing: { until: 'paidAt', lastDay: true },
  },
  factor: 100,
  grain: 'month',
  dimensions: [{ name: 'kind', title: text, field: 'kind', denominator: 'kind' }],
  direction: 'more',
  owner: '330281-jxj',
  secrecy: { least: 5 },
  audience: 'total',
  targets: { path: 'steps', points: [{ period: '2026-Q4', value: 12.5 }] },
});

test('a definition goes through the form unchanged, in the types of its fields', () => {
  expect(definitionOf(draftOf(measure), sources)).toEqual(measure);
});

test('every measure of the city’s file made of others goes through the form unchanged', async () => {
  const file = parse(await readFile('cities/yuyao/measures.yaml', 'utf8')) as { measures: unknown[] };
  const derived = file.measures
    .map((each) => MeasureDefinition.parse(each))
    .filter((each) => each.derived !== undefined);
  expect(derived.length).toBeGreaterThan(0);
  for (const each of derived) expect(definitionOf(draftOf(each), sources)).toEqual(each);
});

test('what is left empty is not said, and fields of what is joined are called by their way', () => {
  const blank = { field: '', how: 'in', value: '' } as const;
  const { numerator } = draftOf(measure);
  const draft = {
    ...emptyDraft,
    numerator: { ...numerator, aggregate: 'count', where: [blank], joins: [] },
    targets: [{ period: '', value: '' }],
  };
  const made = definitionOf(draft, sources);
  expect(made.numerator).toEqual({
    record: 'test-shop.sale',
    aggregate: 'count',
    time: 'soldOn',
    where: [],
    joins: [],
  });
  expect([made.denominator, made.secrecy, made.targets]).toEqual([undefined, undefined, undefined]);
  expect(fieldsOf(numerator, sources).map(({ path }) => path)).toEqual([
    'amount',
    'kind',
    'returned',
    'site',
    'at.floor',
  ]);
});
