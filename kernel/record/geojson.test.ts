import { expect, test } from 'vitest';
import { isGeometry, readWkt } from './geojson.ts';

test.each([
  ['POINT (121.1 30)', { type: 'Point', coordinates: [121.1, 30] }],
  ['point(121.1 -30.5)', { type: 'Point', coordinates: [121.1, -30.5] }],
  [
    'LINESTRING (1 2, 3 4)',
    {
      type: 'LineString',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    'POLYGON ((0 0, 0 1, 1 1, 0 0), (0.1 0.1, 0.1 0.2, 0.2 0.2, 0.1 0.1))',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0],
          [0, 1],
          [1, 1],
          [0, 0],
        ],
        [
          [0.1, 0.1],
          [0.1, 0.2],
          [0.2, 0.2],
          [0.1, 0.1],
        ],
      ],
    },
  ],
  [
    'MULTIPOLYGON (((0 0,0 1,1 1,0 0)))',
    {
      type: 'MultiPolygon',
      coordinates: [
        [
          [
            [0, 0],
            [0, 1],
            [1, 1],
            [0, 0],
          ],
        ],
      ],
    },
  ],
  [
    'MULTIPOINT ((1 2), (3 4))',
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    'MULTIPOINT (1 2, 3 4)',
    {
      type: 'MultiPoint',
      coordinates: [
        [1, 2],
        [3, 4],
      ],
    },
  ],
  [
    'POLYGON Z ((0 0 5, 0 1 5, 1 1 5, 0 0 5))',
    {
      type: 'Polygon',
      coordinates: [
        [
          [0, 0, 5],
          [0, 1, 5],
          [1, 1, 5],
          [0, 0, 5],
        ],
      ],
    },
  ],
])('%s is read', (text, geometry) => {
  expect(readWkt(text)).toEqual(geometry);
  expect(isGeometry(readWkt(text))).toBe(true);
});

test.each(['', 'POLYGON', 'CIRCLE (1 2)', '{"type":"Point"}'])('%j is no well-known text', (text) => {
  expect(readWkt(text)).toBeUndefined();
});

test.each([
  'POINT (30 121)',
  'POLYGON ((0 0, 0 1, 200 1, 0 0))',
  'POLYGON ((0 0, 1 1))',
  'POINT (1)',
  'POINT (a b)',
  'POLYGON EMPTY',
  'POINT ()',
])('%j is no geometry', (text) => {
  expect(isGeometry(readWkt(text))).toBe(false);
});
