import { expect, test } from 'vitest';
import { bytes, capped, dateOf, duration, instantOf, relative } from './formats.ts';

const now = new Date('2026-11-23T04:00:05Z');

test('an instant late in the evening of London is the next day in the city', () => {
  expect(dateOf(new Date('2026-11-22T16:30:00Z'))).toBe('2026-11-23');
  expect(instantOf(now)).toBe('2026-11-23 12:00:05');
  expect(instantOf(new Date('2026-11-22T16:00:00Z'), false)).toBe('2026-11-23 00:00');
});

test('near times are told by distance, far ones by day of the calendar', () => {
  expect(relative(new Date('2026-11-23T03:58:05Z'), now, 'en')).toBe('2 minutes ago');
  expect(relative(new Date('2026-11-23T03:58:05Z'), now, 'zh')).toBe('2分钟前');
  expect(relative(new Date('2026-11-24T08:00:00Z'), now, 'zh')).toBe('明天');
  expect(relative(new Date('2026-11-20T15:00:00Z'), now, 'en')).toBe('3 days ago');
});

test('numbers people read: sizes, spans, capped counts', () => {
  expect(bytes(0, 'en')).toBe('0 B');
  expect(bytes(38_500_000, 'en')).toBe('38.5 MB');
  expect(duration(3, 'en')).toBe('3 s');
  expect(duration(130, 'zh')).toBe('2 分 10 秒');
  expect(duration(3600, 'en')).toBe('1 h');
  expect(capped({ value: 10_000, capped: true }, 'en')).toBe('10,000+');
  expect(capped({ value: 412, capped: false }, 'zh')).toBe('412');
});
