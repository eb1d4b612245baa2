import { expect, test } from 'vitest';
import { fromGcj02, toGcj02, type LonLat } from './index.ts';

test.each<[LonLat]>([[[121.15, 30.05]], [[116.4, 39.9]], [[87.6, 43.8]]])('%j there and back', (place) => {
  const [longitude, latitude] = fromGcj02(toGcj02(place));
  expect(longitude).toBeCloseTo(place[0], 7);
  expect(latitude).toBeCloseTo(place[1], 7);
});

/** A pair that is published with several converters of the shift. */
test('a known pair', () => {
  const [longitude, latitude] = toGcj02([116.404, 39.915]);
  expect(longitude).toBeCloseTo(116.41024449916938, 6);
  expect(latitude).toBeCloseTo(39.91640428150164, 6);
});

test('the shift in the city is some hundred metres; outside of China there is none', () => {
  const [longitude, latitude] = toGcj02([121.15, 30.05]);
  const metres = Math.hypot((longitude - 121.15) * 96_300, (latitude - 30.05) * 111_000);
  expect(metres).toBeGreaterThan(200);
  expect(metres).toBeLessThan(800);
  expect(toGcj02([2.35, 48.85])).toEqual([2.35, 48.85]);
});
