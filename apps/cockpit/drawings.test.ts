import { expect, test } from 'vitest';
import { drawOutline } from './outline-path.ts';
import { everyDay, sparkPaths } from './spark.ts';

test('a degree of longitude is as much shorter as the parallel is', () => {
  const square = [
    [120, 59.5],
    [121, 59.5],
    [121, 60.5],
    [120, 60.5],
    [120, 59.5],
  ];
  const drawing = drawOutline({ type: 'Polygon', coordinates: [square] }, 100);
  expect(drawing?.height).toBeCloseTo(100, 6);
  expect(drawing?.width).toBeCloseTo(50, 6);
  expect(drawing?.path).toBe('M0.0 100.0L50.0 100.0L50.0 0.0L0.0 0.0L0.0 100.0Z');
  expect(drawing?.place(120.5, 60).y).toBeCloseTo(50, 6);
  expect(drawing?.place(121, 59.5).x).toBeCloseTo(50, 6);
});

test('islands and holes are rings of their own; nothing is drawn of nothing', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const drawing = drawOutline({ type: 'MultiPolygon', coordinates: [[ring, ring], [ring]] }, 10);
  expect(drawing?.path.match(/M/g)).toHaveLength(3);
  expect(drawOutline({ type: 'MultiPolygon', coordinates: [] }, 10)).toBeUndefined();
});

test('a day without a value breaks the line, it is not drawn as zero', () => {
  const days = everyDay([
    { day: '2026-02-27', value: 4 },
    { day: '2026-02-28', value: 8 },
    { day: '2026-03-02', value: 6 },
    { day: '2026-03-03', value: 6 },
  ]);
  expect(days.map(({ value }) => value)).toEqual([4, 8, null, 6, 6]);
  expect(sparkPaths(days, 10)).toEqual(['M0 10.00L1 0.00', 'M3 5.00L4 5.00']);
  expect(sparkPaths([], 10)).toEqual([]);
});
