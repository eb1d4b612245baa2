import { expect, test } from 'vitest';
import type { AnyRecord } from '#kernel/record';
import { Sale } from '../testing/shop.ts';
import { definitionFaults } from './check.ts';
import { MeasureDefinition } from './shapes.ts';
import type { FindRecord } from './sources.ts';

const words = { zh: '字', en: 'word' };
const find: FindRecord = (id) => (id === Sale.id ? (Sale as unknown as AnyRecord) : undefined);

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
    { record, measures: new Map() },
  ).map(({ path, code }) => `${path.join('.')} ${code}`);

test('of a record whose module is not run here nothing is said', () => {
  expect(faultsWhere([], () => 'elsewhere')).toEqual([]);
});
