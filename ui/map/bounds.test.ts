import { expect, test } from 'vitest';
import { boundsOf } from './bounds.ts';

test('a box around points and areas together', () => {
  const area = {
    type: 'Polygon',
    coordinates: [
      [
        [121, 30],
        [121.2, 30],
        [121.2, 30.1],
        [121, 30],
      ],
    ],
  };
  expect(boundsOf([{ type: 'Point', coordinates: [120.9, 30.3] }, area, null, undefined])).toEqual([
    120.9, 30, 121.2, 30.3,
  ]);
});

test('one point is shown with its surroundings, nothing as the country', () => {
  const [west, south, east, north] = boundsOf([{ type: 'Point', coordinates: [121, 30] }]);
  expect([east - west, north - south].map((each) => Number(each.toFixed(6)))).toEqual([0.02, 0.02]);
  expect(boundsOf([null])).toEqual([73.5, 18, 135, 53.6]);
});
