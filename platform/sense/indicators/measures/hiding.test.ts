import { expect, test } from 'vitest';
import type { KeptCell } from './cell-store.ts';
import { hiddenIn } from './secrecy.ts';

const cell = (period: string, place: string, rows: number): KeptCell => ({
  grain: 'month',
  period,
  place,
  numerator: String(rows),
  numerator_rows: rows,
  denominator: null,
  denominator_rows: 0,
  simulated: false,
  as_of: null,
  vintage: 1,
  computed_at: '2026-01-01T00:00:00Z',
});

test('while many periods are protected others are served: at least once for each of them', async () => {
  const periods = Array.from({ length: 200 }, (_, at) => `${1900 + at}-01-01`);
  const cells = periods.flatMap((period) => [
    cell(period, '{}', 30),
    ...[2, 9, 19].map((rows, at) => cell(period, `{"kind": "k${at}"}`, rows)),
  ]);
  let served = 0;
  let ended = false;
  const serve = () => {
    if (ended) return;
    served += 1;
    setImmediate(serve);
  };
  setImmediate(serve);
  const countings = [{ of: ({ numerator_rows: rows }: KeptCell) => rows, addsUp: true }];
  const hidden = await hiddenIn(cells, { dimensions: ['kind'], least: 5, countings });
  ended = true;
  expect(served).toBeGreaterThanOrEqual(periods.length - 1);
  for (const period of periods) expect(hidden.has(`${period} {"kind": "k0"}`)).toBe(true);
});
