import { expect, test } from 'vitest';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { Company, Person } from '#platform/data/registers';
import { openTestCity } from '#testing';
import { indicators } from './indicators.ts';
import reporting from './module.ts';
import { companies, persons } from './simulate.ts';

test('a simulated town has something due, something late and something handed in; played again nothing changes', async () => {
  const city = await openTestCity({
    modules: [reporting],
    clock: fixedClock('2026-12-01T02:00:00Z'),
    work: false,
  });
  try {
    const context = city.as({ id: 'simulator', grants: { '*': 'city' } }).context();
    const rows = [1, 2, 3].map((at) => ({
      id: `C-${at}`,
      name: `模拟厂${at}`,
      creditCode: `91330281000000000${at}`,
      division: '330281001001',
      establishedOn: '2019-05-06',
      address: '模拟路 1 号',
      state: '1',
      sources: 1,
      origins: {},
    }));
    await context.transaction((tx) =>
      writeRows(context, tx, Company, rows, { source: 'test', simulated: true }),
    );
    const office = city.as({ grants: { 'reporting:read': 'city' } });
    const progress = async () =>
      (await office.get('/api/reporting/progress')).json<{
        items: {
          code: string;
          period: string;
          owed: number;
          handedIn: number;
          overdue: number;
          simulated: boolean;
        }[];
      }>().items;
    await companies.play(context, 1);
    const first = await progress();
    const november = first.filter(({ period }) => period === '2026-11');
    expect(november.map(({ owed, handedIn, overdue }) => [owed, handedIn, overdue])).toEqual([
      [3, 1, 0],
      [3, 1, 0],
    ]);
    const september = first.filter(({ period }) => period === '2026-Q3');
    expect(september).toMatchObject([{ owed: 3, handedIn: 2, overdue: 1, simulated: true }]);
    await companies.play(context, 1);
    expect(await progress()).toEqual(first);

    const at = new Date('2026-12-01T02:00:00Z');
    const measured = new Map<string, number | null>();
    for (const { code, measure, rows: behind } of indicators) {
      const { value, simulated } = await measure(context.db, at);
      expect(simulated).toBe(true);
      measured.set(code, value);
      if (behind.kind !== 'listed') throw new Error('its rows are listed');
      const listed = await behind.read(context.db, { at, limit: 200 });
      expect(listed).toHaveLength(await behind.count(context.db, { at }));
      const [weight, of] = [
        (w: number, each: { weight: number }) => w + each.weight,
        (w: number, each: { of?: number }) => w + (each.of ?? 0),
      ];
      const [sum, whole] = [listed.reduce(weight, 0), listed.reduce(of, 0)];
      expect(value).toBe(whole === 0 ? sum : (100 * sum) / whole);
    }
    expect(measured.get('reporting-questions-saved')).toBeGreaterThan(20);
    expect(measured.get('reporting-prefilled')).toBeGreaterThan(20);
  } finally {
    await city.close();
  }
}, 120_000);

test('some of the elderly of a simulated town have reported by their families, some are left, and a few came unasked', async () => {
  const city = await openTestCity({
    modules: [reporting],
    clock: fixedClock('2026-12-01T02:00:00Z'),
    work: false,
  });
  try {
    const context = city.as({ id: 'simulator', grants: { '*': 'city' } }).context();
    const rows = [1950, 1951, 1952, 1953, 1980].map((year) => ({
      id: `P-${year}`,
      name: `模拟${year}`,
      birthDate: `${year}-05-06`,
      division: '330281103200',
      address: '模拟路 1 号',
      mobile: `1540000${year}`,
      provisional: false,
      sources: 1,
      origins: {},
    }));
    await context.transaction((tx) =>
      writeRows(context, tx, Person, rows, { source: 'test', simulated: true }),
    );
    const office = city.as({ grants: { 'reporting:read': 'city' } });
    const states = async () =>
      (await office.get('/api/reporting/filings?limit=100'))
        .json<{
          items: { return: string; person: string; state: string }[];
        }>()
        .items.map(({ return: code, person, state }) => `${code} ${person} ${state}`);
    await persons.play(context, 1);
    const first = await states();
    expect(first.toSorted()).toEqual([
      'mzj-home-care-needs P-1950 handed-in',
      'mzj-home-care-needs P-1951 due',
      'mzj-home-care-needs P-1952 handed-in',
      'mzj-home-care-needs P-1953 due',
      'rsj-work-wishes P-1980 handed-in',
      'wsj-elder-health-visit P-1950 handed-in',
      'wsj-elder-health-visit P-1951 due',
      'wsj-elder-health-visit P-1952 handed-in',
      'wsj-elder-health-visit P-1953 due',
    ]);
    await persons.play(context, 1);
    expect(await states()).toEqual(first);
  } finally {
    await city.close();
  }
}, 120_000);
