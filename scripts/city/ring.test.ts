import { expect, test } from 'vitest';
import { mapIn, unpackRing, type Point } from './echarts-geometry.ts';
import {
  withEveryStep,
  planeArea,
  squareKilometres,
  withoutCrossings,
  withoutRevisits,
  withoutStraights,
} from './ring.ts';

test('packed geometry is unpacked to whole steps', () => {
  // '@' is no step, 'A' one back, 'B' one on: worked by hand from the packing's rule.
  expect(unpackRing('@@B@@BA@', [100, 50])).toEqual([
    [100, 50],
    [101, 50],
    [101, 51],
    [100, 51],
  ]);
});

test('only the file that registers the map of that name gives it', () => {
  const source = `(function(){echarts.registerMap('甲市', {"features":[]});}));`;
  expect(mapIn(source, '甲市')).toEqual({ features: [] });
  expect(mapIn(source, '乙市')).toBeUndefined();
});

const square: Point[] = [
  [0, 0],
  [4, 0],
  [4, 4],
  [0, 4],
];

test('spikes and small loops go, the large ring stays', () => {
  const spiked: Point[] = [
    [0, 0],
    [4, 0],
    [6, 0],
    [4, 0],
    [4, 4],
    [0, 4],
  ];
  expect(withoutRevisits(spiked)).toEqual(square);
  const startsInTheSmallLoop: Point[] = [
    [-1, 0],
    [0, 0],
    [4, 0],
    [4, 4],
    [0, 4],
    [0, 0],
    [-1, -1],
  ];
  expect(withoutRevisits(startsInTheSmallLoop).slice(0, 4)).toEqual(square);
});

test('a ring that touches itself in the middle of an edge loses the small loop', () => {
  const touching: Point[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [2, 0],
    [1, 4],
    [0, 4],
  ];
  expect(withoutRevisits(touching)).toEqual(touching);
  expect(withoutStraights(withoutRevisits(withEveryStep(touching)))).toEqual([
    [0, 0],
    [2, 0],
    [1, 4],
    [0, 4],
  ]);
});

test('a crossing is cut at the point where the edges meet', () => {
  const crossed: Point[] = [
    [0, 0],
    [4, 0],
    [4, 4],
    [1, 4],
    [2, 5],
    [2, 3],
    [0, 4],
  ];
  expect(withoutCrossings(crossed)).toEqual({
    ring: [
      [0, 0],
      [4, 0],
      [4, 4],
      [2, 4],
      [2, 3],
      [0, 4],
    ],
    cut: 1,
  });
  expect(withoutCrossings(square)).toEqual({ ring: square, cut: 0 });
});

test('points on a straight line go', () => {
  expect(withoutStraights([[0, 0], [2, 0], ...square.slice(1)])).toEqual(square);
});

test('areas: sign by direction in the plane; half the Earth on the ellipsoid', () => {
  expect(planeArea(square)).toBe(16);
  expect(planeArea(square.toReversed())).toBe(-16);
  // Half of the surface of GRS 80, published as 510 065 621.7 km².
  const hemisphere: Point[] = [
    [0, -90],
    [180, -90],
    [180, 90],
    [0, 90],
  ];
  expect(squareKilometres(hemisphere)).toBeCloseTo(510_065_621.7 / 2, 0);
});
