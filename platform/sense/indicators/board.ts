import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { IndicatorDefinition } from '#kernel/indicator';
import type { Board, Indicator, Outline, Point } from './contract.ts';
import { getDefinition, listDefinitions } from './definitions.ts';
import { daysUntil } from './rules.ts';
import { shapeIndicator } from './shape.ts';
import * as store from './store.ts';

const seriesDays = 30;

const firstDay = (context: Context, days: number): string => {
  const today = dayOf(context);
  return daysUntil(today, days)[0] ?? today;
};

async function readBoard(
  context: Context,
  definitions: readonly IndicatorDefinition[],
  whole: boolean,
): Promise<Board> {
  const { db, clock } = context;
  const newest = await store.newestValues(db);
  const byCode = new Map<string, Point[]>();
  for (const { indicator, day, value } of await store.listSeries(db, firstDay(context, seriesDays)))
    byCode.set(indicator, [...(byCode.get(indicator) ?? []), { day, value }]);
  const owner = await store.findOffice(db);
  const items = definitions.map((definition) =>
    shapeIndicator(context, {
      definition,
      kept: newest.get(definition.code),
      series: byCode.get(definition.code) ?? [],
      owner,
      whole,
    }),
  );
  return { items, at: clock.now().toISOString() };
}

/** Every figure, for a reader who is in. */
export const wholeBoard = (context: Context): Promise<Board> =>
  readBoard(context, listDefinitions(context), true);

/** What anybody may see. */
export const publicBoard = (context: Context): Promise<Board> =>
  readBoard(
    context,
    listDefinitions(context).filter(({ audience }) => audience !== 'signed-in'),
    false,
  );

/** One figure. @throws Problem 404 `request.not-found` */
export async function oneIndicator(context: Context, code: string): Promise<Indicator> {
  const definition = getDefinition(context, code);
  return shapeIndicator(context, {
    definition,
    kept: await store.findNewest(context.db, code),
    series: await readSeries(context, code, seriesDays),
    owner: await store.findOffice(context.db),
    whole: true,
  });
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
      })),
  };
}
