import { expect, test } from 'vitest';
import type { AnyRecord } from '#kernel/record';
import { Sale } from '../testing/shop.ts';
import { definitionFaults } from './check.ts';
import { MeasureDefinition } from './shapes.ts';
import { recordSource, type FindSource } from './sources.ts';

const find: FindSource = () => recordSource(Sale as never as AnyRecord);
const words = { zh: '字', en: 'word' };

interface Given {
  readonly [part: string]: unknown;
}

const measureOf = (given: Given): MeasureDefinition =>
  MeasureDefinition.parse({
    code: 'sales',
    title: words,
    definition: words,
    unit: words,
    numerator: { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn' },
    grain: 'month',
    direction: 'more',
    owner: '330281-jxj',
    ...given,
  });

const others = new Map([['a', measureOf({ code: 'a' })]]);
const faultsOf = (given: Given): string[] =>
  definitionFaults(measureOf(given), { source: find, measures: others }).map(
    ({ path, code }) => `${path.join('.')} ${code}`,
  );
const open = (given: Given): string[] => faultsOf({ audience: 'everyone', ...given });

test('what may not be shown to everybody is refused at its audience, each with its reason', () => {
  expect(open({})).toEqual([]);
  expect(open({ dimensions: [{ name: 'kind', title: words, field: 'kind' }], audience: 'total' })).toEqual(
    [],
  );
  const bySex = { dimensions: [{ name: 'sex', title: words, field: 'buyerSex' }] };
  expect(open({ ...bySex, secrecy: { least: 5 } })).toEqual([]);
  expect(open(bySex)).toEqual([
    'numerator indicators.secrecy-needed',
    'audience indicators.audience-persons',
  ]);
  expect(open({ ...bySex, secrecy: { least: 3 } })).toEqual(['audience indicators.audience-least']);
  // Neither what hides counts below three nor what is for those who are in alone is refused for them.
  expect(faultsOf({ ...bySex, secrecy: { least: 3 } })).toEqual([]);
  expect(open({ numerator: undefined, derived: { numerator: [{ measure: 'a' }] } })).toEqual([
    'audience indicators.audience-of-measure',
  ]);
});

test('nor is what is read by consent alone, what is sensitive, and rows that bear a name', () => {
  const sale = Sale as never as AnyRecord & { rights: object; fields: Record<string, object> };
  const faultsIn = (change: object, given: Given = {}): string[] =>
    definitionFaults(measureOf({ audience: 'total', ...given }), {
      source: () => recordSource({ ...sale, ...change } as never),
      measures: new Map(),
    }).map(({ code }) => code);
  expect(faultsIn({ rights: { ...sale.rights, needs: [{ kind: 'consent' }] } })).toEqual([
    'indicators.audience-by-relation',
  ]);
  const sensitive = { ...sale.fields, kind: { ...sale.fields['kind'], sensitivity: 'sensitive' } };
  const byKind = { dimensions: [{ name: 'kind', title: words, field: 'kind' }], secrecy: { least: 5 } };
  expect(faultsIn({ fields: sensitive }, byKind)).toEqual(['indicators.audience-sensitive']);
  expect(faultsIn({ label: 'buyer' })).toEqual(['indicators.audience-persons']);
  expect(faultsIn({ label: 'buyer' }, { secrecy: { least: 5 } })).toEqual([]);
  expect(faultsIn({ rights: { ...sale.rights, subject: 'site' } })).toEqual(['indicators.audience-persons']);
});
