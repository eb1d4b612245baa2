import { expect, test } from 'vitest';
import { chance } from '#engines/chance';
import { accountOf, type Agreement } from './account.ts';
import { readBands } from './bands.ts';
import { periodOf, periodsUntil } from './periods.ts';
import { shareOf, shareOfPeriod } from './share.ts';

const bands = readBands('1000:5; 3000：7.5%；10') ?? [];

test('bands are read as they are written', () => {
  expect(bands).toEqual([
    { upToFen: 1000_00, points: 500 },
    { upToFen: 3000_00, points: 750 },
    { upToFen: null, points: 1000 },
  ]);
  for (const wrong of [
    '',
    '1000:5',
    '5; 10',
    '3000:5; 1000:7; 10',
    '1000:5; 101',
    'a:5; 10',
    '1000:5.005; 10',
  ])
    expect(readBands(wrong), wrong).toBeUndefined();
});

test.each([
  [0, 0],
  [1000_00, 50_00],
  // 50 yuan, and 7.5 % of 2,000.
  [3000_00, 200_00],
  [4000_00, 300_00],
  // 5 % of 9 fen is 0.45, of 10 fen half a fen: upwards.
  [9, 0],
  [10, 1],
  // Beyond what a float holds exactly once multiplied.
  [9_000_000_000_000_01, 899_999_999_900_00],
])('of %i fen the city has %i', (revenue, share) => {
  expect(shareOf(revenue, bands)).toBe(share);
});

test('however a year is cut, its periods come to exactly what the year does, and more revenue is never less share', () => {
  const random = chance(20_261_130);
  for (let round = 0; round < 300; round += 1) {
    const revenues = Array.from({ length: 1 + Math.floor(random() * 12) }, () =>
      Math.floor(random() * 90_000),
    );
    let [before, sum] = [0, 0];
    for (const revenue of revenues) {
      const share = shareOfPeriod(before, revenue, bands);
      expect(share).toBeGreaterThanOrEqual(0);
      sum += share;
      before += revenue;
    }
    expect(sum).toBe(shareOf(before, bands));
  }
});

const agreement: Agreement = {
  startsOn: '2025-11-15',
  endsOn: '2030-12-31',
  terminatedOn: null,
  rhythm: 'quarter',
  dueDays: 20,
  bands: '1000:5; 3000:7.5; 10',
  countedBy: 'year',
};

test('periods are those of the calendar, the first and the last cut to the agreement', () => {
  expect(periodOf('2026-02-10', 'quarter')).toEqual({
    name: '2026-Q1',
    firstDay: '2026-01-01',
    lastDay: '2026-03-31',
  });
  expect(
    periodsUntil(agreement, 'quarter', '2026-04-01').map(({ name, firstDay }) => [name, firstDay]),
  ).toEqual([
    ['2025-Q4', '2025-11-15'],
    ['2026-Q1', '2026-01-01'],
  ]);
  expect(periodsUntil(agreement, 'month', '2025-12-31').map(({ name }) => name)).toEqual(['2025-11']);
});

test('the account: shares by the year so far, what is open, what is missing, and none after a termination', () => {
  const reported = [
    { period: '2026-Q1', revenueFen: 2000_00, paidFen: 125_00 },
    { period: '2026-Q2', revenueFen: 2000_00, paidFen: 100_00 },
  ];
  const lines = accountOf(agreement, reported, '2026-08-01');
  expect(lines.map(({ period, shareFen, openFen, missing }) => [period, shareFen, openFen, missing])).toEqual(
    [
      ['2025-Q4', null, null, true],
      // 50 + 75, then 75 of the same band and 100 of the next.
      ['2026-Q1', 125_00, 0, false],
      ['2026-Q2', 175_00, 75_00, false],
    ],
  );
  const ended = { ...agreement, terminatedOn: '2026-02-15' };
  expect(accountOf(ended, reported, '2026-08-01').map(({ period, lastDay }) => [period, lastDay])).toEqual([
    ['2025-Q4', '2025-12-31'],
    ['2026-Q1', '2026-02-15'],
  ]);
});
