import { expect, test } from 'vitest';
import { derivedFaults } from './check-derived.ts';
import { MeasureDefinition, type Derivation, type Grain } from './shapes.ts';

const words = { zh: '字', en: 'word' };
const flow = { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn' };
const stock = { ...flow, standing: { until: 'paidAt' } };

const measureOf = (code: string, more: object): MeasureDefinition =>
  MeasureDefinition.parse({
    code,
    title: words,
    definition: words,
    unit: words,
    grain: 'month',
    direction: 'more',
    owner: '330281-jxj',
    ...more,
  });

const measures = new Map(
  [
    measureOf('flow', { numerator: flow }),
    measureOf('stock', { numerator: stock }),
    measureOf('stock-by-year', { numerator: stock, grain: 'year' }),
    measureOf('stock-mean', { numerator: { ...stock, aggregate: 'average', field: 'amount' } }),
    measureOf('of-stock', { grain: 'year', derived: { numerator: [{ measure: 'stock' }] } }),
  ].map((each) => [each.code, each]),
);

const term = (measure: string, times = 1) => ({ measure, times });

/** What is wrong with one that is made of these. */
function said(
  numerator: Derivation['numerator'],
  denominator?: Derivation['numerator'],
  grain: Grain = 'month',
) {
  const derived = { numerator, ...(denominator ? { denominator } : {}) };
  const faults = derivedFaults(measureOf('made', { grain, derived }), derived, measures);
  return faults.map(({ path, code }) => `${path.join('.')} ${code}`);
}

test('a stock stands over another, beneath what happens, and beside it', () => {
  expect(said([term('stock')], [term('stock', 2)])).toEqual([]);
  expect(said([term('flow')], [term('stock')])).toEqual([]);
  expect(said([term('stock'), term('flow', -1)])).toEqual([]);
  expect(said([term('stock')], [term('of-stock')], 'year')).toEqual([]);
});

test('what stands at the end of years tells nothing of months, nor does what is made of it by the year', () => {
  const refused = 'derived.denominator.0.measure indicators.stock-too-coarse';
  expect(said([term('flow')], [term('stock-by-year')])).toEqual([refused]);
  expect(said([term('flow')], [term('of-stock')])).toEqual([refused]);
});

test('a mean of what stands is not added up, and a stock less itself divides nothing', () => {
  expect(said([term('stock-mean')])).toEqual(['derived.numerator.0.measure indicators.measure-not-additive']);
  expect(said([term('flow')], [term('stock'), term('stock', -1)])).toEqual([
    'derived.denominator indicators.denominator-zero',
  ]);
});
