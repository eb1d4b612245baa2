import { expect, test } from 'vitest';
import type { AnyRecord } from '#kernel/record';
import { Sale } from '../testing/shop.ts';
import { definitionFaults } from './check.ts';
import { MeasureDefinition } from './shapes.ts';
import { recordSource, type FindSource } from './sources.ts';

const words = { zh: '字', en: 'word' };
const find: FindSource = (id) => (id === Sale.id ? recordSource(Sale as unknown as AnyRecord) : undefined);

const faultsWhere = (where: readonly object[], record = find): string[] =>
  definitionFaults(
    MeasureDefinition.parse({
      code: 'sales',
      title: words,
      definition: words,
      unit: words,
      numerator: { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn', where },
      grain: 'month',
      direction: 'more',
      owner: '330281-jxj',
    }),
    { source: record, measures: new Map() },
  ).map(({ path, code }) => `${path.join('.')} ${code}`);

test('of a record whose module is not run here nothing is said', () => {
  expect(faultsWhere([], () => 'elsewhere')).toEqual([]);
});

test.each(['foo 1', '2026-02-30', '2026-02-01T00:00:00', '0000-01-01'])('%s is no instant', (from) => {
  expect(faultsWhere([{ field: 'paidAt', from }])).toEqual(['numerator.where.0 indicators.condition-misfit']);
});

test('days and instants are not mixed, and each alone is fine', () => {
  const instant = '2026-02-02T00:00:00+08:00';
  expect(faultsWhere([{ field: 'paidAt', from: '2026-02-01', to: instant }])).toEqual([
    'numerator.where.0 indicators.condition-misfit',
  ]);
  expect(faultsWhere([{ field: 'paidAt', from: '2026-02-01', to: '2026-02-02' }])).toEqual([]);
  expect(faultsWhere([{ field: 'paidAt', from: instant }])).toEqual([]);
});

test('a name that every object has is no field', () => {
  expect(faultsWhere([{ field: 'constructor', known: true }])).toEqual([
    'numerator.where.0.field indicators.field-unknown',
  ]);
});
