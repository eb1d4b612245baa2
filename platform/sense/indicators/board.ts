import { may } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import type { Board, Indicator, Outline, Point } from './contract.ts';
import { sharing, type Sharing } from '#kernel/shared-answer';
import { getDefinition, listDefinitions, rowsPermission } from './definitions.ts';
import { instantAsked, readPast } from './past.ts';
import { dayBefore, daysUntil } from './rules.ts';
import { shapeIndicator } from './shape.ts';
import * as store from './store.ts';

const seriesDays = 30;

const firstDay = (context: Context, days: number, last = dayOf(context)): string =>
  daysUntil(last, days)[0] ?? last;

/** Values of days until one, of each figure. */
async function seriesUntil(context: Context, last: string): Promise<Map<string, Point[]>> {
  const byCode = new Map<string, Point[]>();
  const all = await store.listSeries(context.db, firstDay(context, seriesDays, last));
  for (const { indicator, day, value } of all)
    if (day <= last) byCode.set(indicator, [...(byCode.get(indicator) ?? []), { day, value }]);
  return byCode;
}

async function readBoard(
  context: Context,
  definitions: readonly IndicatorDefinition[],
  whole: boolean,
): Promise<Board> {
  const { db, clock } = context;
  const newest = await store.newestValues(db);
  const series = await seriesUntil(context, dayOf(context));
  const owner = await store.findOffice(db);
  const items = definitions.map((definition) =>
    shapeIndicator(
      context,
      {
        definition,
        kept: newest.get(definition.code),
        series: series.get(definition.code) ?? [],
        owner,
        whole,
      },
      clock.now(),
    ),
  );
  return { items, at: clock.now().toISOString() };
}

/** Figures as of an instant that is over: the days before it, then that instant. */
async function readPastBoard(
  context: Context,
  definitions: readonly IndicatorDefinition[],
  { whole, at }: { readonly whole: boolean; readonly at: Date },
): Promise<Board> {
  const day = dayOf(context, at);
  const past = await readPast(context, definitions, { at, reckons: whole });
  const series = await seriesUntil(context, dayBefore(day));
  const owner = await store.findOffice(context.db);
  const items = definitions.map((definition): Indicator => {
    const { how, kept } = past.get(definition.code) ?? { how: 'not-kept' as const, kept: undefined };
    const days = series.get(definition.code) ?? [];
    const then = kept ? [{ day, value: kept.value }] : [];
    const known = { definition, kept, series: [...days, ...then], owner, whole };
    return { ...shapeIndicator(context, known, at), past: how };
  });
  return { items, at: at.toISOString() };
}

/** Walls that hear of a change ask in the same second: a reading of the board begins no more often than this. */
const apartMs = 100;
const boards = new WeakMap<Context['store'], Sharing<Board>>();

function sharedBoards({ store: known }: Context): Sharing<Board> {
  const made = boards.get(known) ?? sharing<Board>(apartMs);
  boards.set(known, made);
  return made;
}

/** Readers to whom the same board is told: what they may open is all in which boards of an instant differ. */
const readersOf = (context: Context, definitions: readonly IndicatorDefinition[], whole: boolean): string =>
  [whole, ...definitions.map((each) => Number(may(context.actor, rowsPermission(context, each))))].join('');

async function anyBoard(context: Context, whole: boolean, asked: string | undefined): Promise<Board> {
  const at = instantAsked(context, asked);
  const definitions = listDefinitions(context).filter(({ audience }) => whole || audience !== 'signed-in');
  if (at) return readPastBoard(context, definitions, { whole, at });
  return sharedBoards(context)(readersOf(context, definitions, whole), () =>
    readBoard(context, definitions, whole),
  );
}

/**
 * Every figure, for a reader who is in.
 * @param at a past instant, ISO; the present when absent
 * @throws Problem 400 `indicators.not-yet`
 */
export const wholeBoard = (context: Context, at?: string): Promise<Board> => anyBoard(context, true, at);

/** What anybody may see, now or at a past instant. @throws Problem 400 `indicators.not-yet` */
export const publicBoard = (context: Context, at?: string): Promise<Board> => anyBoard(context, false, at);

/** One figure. @throws Problem 404 `request.not-found` */
export async function oneIndicator(context: Context, code: string): Promise<Indicator> {
  const definition = getDefinition(context, code);
  return shapeIndicator(
    context,
    {
      definition,
      kept: await store.findNewest(context.db, code),
      series: await readSeries(context, code, seriesDays),
      owner: await store.findOffice(context.db),
      whole: true,
    },
    context.clock.now(),
  );
}

/** Values of a figure over so many days until today. */
export async function readSeries(context: Context, code: string, days: number): Promise<Point[]> {
  const { code: known } = getDefinition(context, code);
  const rows = await store.listSeries(context.db, firstDay(context, days), known);
  return rows.map(({ day, value }) => ({ day, value }));
}

const nameOf = ({ name_zh, name_en }: store.Place) => ({ zh: name_zh, en: name_en });

/** The city's boundary and its towns, a town's position only where one is known. */
export async function readOutline(context: Context): Promise<Outline> {
  const places = await store.listPlaces(context.db);
  const city = places.find(({ level }) => level === 'city');
  return {
    code: city?.code ?? '',
    name: city ? nameOf(city) : { zh: '', en: '' },
    boundary: city?.boundary ?? null,
    towns: places
      .filter(({ level }) => level === 'town')
      .map((town) => ({
        code: town.code,
        name: nameOf(town),
        centre: town.centre?.coordinates ?? null,
        boundary: town.boundary,
      })),
  };
}
