import { dayOf } from '#kernel/clock';
import { scopeOf, type Actor } from '#kernel/actor';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import type { Handlers } from '#kernel/module';
import type { Population, populationOperations } from './contract.ts';
import * as store from './store.ts';
import { leastShown, withoutSmall } from './suppress.ts';

/** Whether somebody may see the rows of all who live in a division; the empty code is the city. */
function seesRows(actor: Actor, division: string): boolean {
  const scope = scopeOf(actor, 'registers:read');
  if (scope === 'city') return true;
  return scope === 'division' && actor.division !== undefined && division.startsWith(actor.division);
}

const unknown = { zh: '区划不明', en: 'Division not known' };
const noGrid = { zh: '未划入网格', en: 'In no grid yet' };
const shares = ['total', 'registered', 'resident', 'children', 'working', 'old'] as const;

/** All that lies around a division, the widest first. */
const around = (division: string): string[] =>
  [6, 9, 12].filter((length) => length < division.length).map((length) => division.slice(0, length));

/** What adds up to the number of people of an area. */
const sums = [
  ['registered', 'resident'],
  ['children', 'working', 'old'],
] as const;

interface Counted {
  readonly areas: readonly store.AreaRow[];
  readonly ages: readonly store.AgeRow[];
  readonly months: readonly store.MonthRow[];
}

/**
 * The counts as somebody may see them who sees the rows, or who does not. One month's move of one person tells of that person
 * to whoever the chart is shown to, so small ones are left out of it whoever asks.
 */
function shownOf({ areas, ages, months }: Counted, rows: boolean) {
  const total = areas.reduce((sum, area) => sum + area.total, 0);
  const moved = withoutSmall(months, ['born', 'movedIn', 'movedOut', 'died']);
  if (rows) return { areas, ages, months: moved, total };
  return {
    areas: withoutSmall(areas, shares, sums),
    ages: withoutSmall(ages, ['men', 'women']),
    months: moved,
    total: total > 0 && total < leastShown ? null : total,
  };
}

/** @throws Problem 404 for a division that is not there */
async function placeOf(db: Db, division: string): Promise<Pick<Population, 'division' | 'above'>> {
  const names = await store.namesOfDivisions(db, [division, ...around(division)]);
  const named = (code: string) => {
    const name = names.get(code);
    return name ? [{ code, name }] : [];
  };
  const [here] = named(division);
  if (division !== '' && !here) throw notFound({ zh: '区划', en: 'division' }, division);
  return { division: here ?? null, above: around(division).flatMap(named) };
}

/** Digits of the areas into which a division falls: the city into towns, these into villages, these into grids. */
const digitsBelow = (division: string): number => {
  if (division.length < 12) return division.length < 9 ? 9 : 12;
  return 15;
};

export const populationHandlers: Handlers<typeof populationOperations> = {
  async population({ query: { division = '' } }, context): Promise<Population> {
    const { db, clock, actor } = context;
    const now = clock.now();
    const day = dayOf(context, now);
    const place = await placeOf(db, division);
    const counted = {
      areas: await store.countAreas(db, { division, below: digitsBelow(division), day }),
      ages: await store.countAges(db, division, day),
      months: await store.countMonths(db, division, day),
    };
    const rows = seesRows(actor, division);
    const { areas, ...shown } = shownOf(counted, rows);
    const unnamed = division.length < 12 ? unknown : noGrid;
    return {
      ...place,
      ...shown,
      ages: [...shown.ages],
      months: [...shown.months],
      areas: areas.map(({ zh, en, simulated: _simulated, ...area }) => ({
        ...area,
        name: zh === null ? unnamed : { zh, en: en ?? zh },
      })),
      rows,
      simulated: counted.areas.some(({ simulated }) => simulated),
      asOf: now.toISOString(),
    };
  },
};
