import { describe, expect, test } from 'vitest';
import { cityTime, instantOfCity, readPlace, sceneBeside, writePlace } from './place.ts';

const nowhere = { scene: undefined, play: undefined, at: undefined, kiosk: false, view: undefined };

describe('the address says which scene stands, how long, and as of when', () => {
  test.each([
    ['', nowhere],
    ['?scene=traffic&play=20', { ...nowhere, scene: 'traffic', play: 20 }],
    ['?play', { ...nowhere, play: 45 }],
    ['?play=1', { ...nowhere, play: 5 }],
    ['?kiosk=1', { ...nowhere, kiosk: true, play: 45 }],
    ['?kiosk=1&play=off', { ...nowhere, kiosk: true }],
    ['?at=2026-11-30T08:00', { ...nowhere, at: '2026-11-30T00:00:00.000Z' }],
    ['?at=2026-11-30T08', { ...nowhere, at: '2026-11-30T00:00:00.000Z' }],
    ['?at=yesterday&view=else', nowhere],
    ['?view=leader', { ...nowhere, view: 'leader' as const }],
  ])('%s', (query, place) => {
    expect(readPlace(query, 45)).toEqual(place);
  });

  test('what is read is written again, and what others put there stays', () => {
    for (const query of ['?scene=traffic&play=20', '?at=2026-11-30T08:00', '?kiosk=1&play=off', '?lang=en'])
      expect(writePlace(readPlace(query, 45), query)).toBe(query);
    expect(writePlace(nowhere, '?scene=x&play=9&at=2026-11-30T08:00')).toBe('');
  });
});

test('an hour of the city is the same instant everywhere', () => {
  expect(cityTime('2026-11-29T16:30:00Z')).toBe('2026-11-30T00:30');
  expect([instantOfCity('2026-13-01T00:00'), instantOfCity(null), instantOfCity('08:00')]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

test('scenes go round both ways', () => {
  const scenes = ['a', 'b', 'c'].map((code) => ({ code }));
  expect([1, -1].map((step) => sceneBeside(scenes, 'c', step))).toEqual(['a', 'b']);
  expect(sceneBeside(scenes, undefined, 1)).toBe('b');
  expect(sceneBeside(scenes, 'gone', -1)).toBe('c');
  expect(sceneBeside([], 'a', 1)).toBeUndefined();
});
