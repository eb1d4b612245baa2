import { expect, test } from 'vitest';
import type { KeptCell } from './cell-store.ts';
import { cellsAt } from './series.ts';
import { MeasureDefinition } from './shapes.ts';

const text = { zh: '字', en: 'word' };
const counted = { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn' };
const measure = MeasureDefinition.parse({
  code: 'returned',
  title: text,
  definition: text,
  unit: text,
  numerator: counted,
  denominator: { ...counted, time: 'paidAt' },
  grain: 'month',
  direction: 'less',
  owner: '330281-jxj',
});

const cell = (place: string, numerator: string | null, denominator: string | null): KeptCell => ({
  grain: 'month',
  period: '2026-01-01',
  place,
  numerator,
  numerator_rows: Number(numerator ?? 0),
  denominator,
  denominator_rows: Number(denominator ?? 0),
  simulated: false,
  as_of: null,
  vintage: 1,
  computed_at: '2026-02-01T00:00:00Z',
});

test('where a place has none of what others have, its own denominator stays', () => {
  const place = '{"town": "1"}';
  const found = cellsAt(measure, [cell(place, null, '5')], [cell('{}', '2', '9')]);
  expect(found.get('2026-01-01')).toMatchObject({
    place,
    numerator: '0',
    denominator: '5',
    denominator_rows: 5,
  });
});
