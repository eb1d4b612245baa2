import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Text } from '#kernel/texts';
import { listStretch, listVintages, spanOf } from './cell-store.ts';
import { labelsOf, wholeText } from './labels.ts';
import { listMeasures } from './measures.ts';
import { before, periodName, periodsBetween, startOf } from './periods.ts';
import { hiddenFromMost, placesOf, inventedIn } from './hidden-cells.ts';
import { canonical, keyOf } from './secrecy.ts';
import { cellsAt, valueOf } from './series.ts';
import { grainsOf, type Grain, type MeasureDefinition } from './shapes.ts';

/** One value of a period that is over, as it now stands. */
export interface ReleasedValue {
  /** `2026-11` */
  readonly period: string;
  /** Its first day. */
  readonly start: string;
  /** Null: no data, or hidden for being small. */
  readonly value: number | null;
  /** What is divided and by what, of a ratio; of a count or sum the numerator alone. Without the factor. */
  readonly numerator: number | null;
  readonly denominator: number | null;
  readonly simulated: boolean;
  /** There is one, and it is withheld for being small or for giving away one that is. */
  readonly hidden: boolean;
  /** 1 as first released; each revision is one more; 0 where nothing was ever released. */
  readonly vintage: number;
  /** What brought it as it now stands: `release`, a batch, a form. */
  readonly cause: string | null;
}

export interface ReleasedLine {
  /** Canonical: equal for the same choice of dimensions. `{}` is the whole city. */
  readonly key: string;
  readonly place: Readonly<Record<string, string>>;
  readonly title: Text;
  /** One a period, in order, without gaps. */
  readonly values: readonly ReleasedValue[];
}

export interface ReleasedQuery {
  readonly measure: string;
  readonly grain: Grain;
  /** A line for each value of this dimension; one line when absent. */
  readonly by?: string | undefined;
  readonly where?: Readonly<Record<string, string>> | undefined;
  /** First day of the first period; the first that has values when absent. */
  readonly from?: string | undefined;
  /** At most the newest so many periods; 1,000 when absent. */
  readonly most?: number | undefined;
}

const number = (text: string | null | undefined): number | null =>
  text === null || text === undefined ? null : Number(text);

/** Every measure that stands. */
export const standingMeasures = (context: Context, db: Db): Promise<MeasureDefinition[]> =>
  listMeasures(context, db);

const usualMost = 1000;

interface Stretch {
  readonly measure: string;
  readonly grain: Grain;
  /** First days of the first and the last period. */
  readonly from: string;
  readonly to: string;
}

/** The periods that are over, from the first that is asked for or has values; undefined where there is none. */
async function stretchOf(
  context: Context,
  db: Db,
  { measure, grain, from, most = usualMost }: ReleasedQuery,
): Promise<Stretch | undefined> {
  const to = before(startOf(dayOf(context), grain), grain);
  const first = from === undefined ? (await spanOf(db, measure, grain))?.from : startOf(from, grain);
  if (first === undefined || first > to) return undefined;
  let begin = to;
  for (let count = 1; count < most && begin > first; count += 1) begin = before(begin, grain);
  return { measure, grain, from: begin, to };
}

type Place = Readonly<Record<string, string>>;

async function linesOf(
  context: Context,
  db: Db,
  { measure, by, where, all, stretch }: Asked,
): Promise<ReleasedLine[]> {
  const { grain } = stretch;
  const cells = await listStretch(db, stretch);
  const hidden = await hiddenFromMost(db, measure, { cells, ...stretch });
  const vintages = await listVintages(db, stretch);
  const released = new Map(vintages.map((each) => [keyOf(each.period, each.place), each]));
  const byPlace = Map.groupBy(cells, ({ place }) => place);
  const places: readonly Place[] = placesOf(cells, by, where);
  const nameOf = (place: Place) => (by === undefined ? '' : (place[by] ?? ''));
  const labels =
    by === undefined
      ? () => wholeText
      : await labelsOf(
          context,
          { measure, name: by, all, invented: inventedIn(cells, by) },
          places.map(nameOf),
        );
  const starts = periodsBetween(stretch.from, stretch.to, grain);
  return places.map((place) => {
    const key = canonical(place);
    const own = cellsAt(measure, byPlace.get(key) ?? [], byPlace.get('{}') ?? []);
    const values = starts.map((start): ReleasedValue => {
      const withheld = hidden.has(keyOf(start, key));
      const cell = withheld ? undefined : own.get(start);
      const vintage = released.get(keyOf(start, key));
      return {
        period: periodName(start, grain),
        start,
        value: valueOf(measure, cell),
        numerator: number(cell?.numerator),
        denominator: number(cell?.denominator),
        simulated: own.get(start)?.simulated ?? false,
        hidden: withheld,
        vintage: vintage?.vintage ?? 0,
        cause: vintage?.cause ?? null,
      };
    });
    return { key, place, title: labels(nameOf(place)), values };
  });
}

interface Asked {
  readonly measure: MeasureDefinition;
  readonly all: ReadonlyMap<string, MeasureDefinition>;
  readonly by: string | undefined;
  readonly where: Place;
  readonly stretch: Stretch;
}

/**
 * What a measure says of the periods that are over, for a module that reckons with it and shows what it found to whoever may
 * see figures: what is hidden from most is hidden here, whoever asks.
 * @returns undefined where the measure does not stand, is not kept by that grain, or knows no such dimension
 */
export async function readReleased(
  context: Context,
  db: Db,
  query: ReleasedQuery,
): Promise<{ readonly measure: MeasureDefinition; readonly lines: readonly ReleasedLine[] } | undefined> {
  const { measure: code, grain, by, where = {} } = query;
  const all = new Map((await listMeasures(context, db)).map((each) => [each.code, each]));
  const measure = all.get(code);
  const names = [...Object.keys(where), ...(by === undefined ? [] : [by])];
  const known = new Set(measure?.dimensions.map(({ name }) => name));
  if (!measure || !grainsOf(measure.grain).includes(grain) || names.some((name) => !known.has(name)))
    return undefined;
  const stretch = await stretchOf(context, db, query);
  return { measure, lines: stretch ? await linesOf(context, db, { measure, all, by, where, stretch }) : [] };
}
