import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Text } from '#kernel/texts';
import { listStretch, listVintages } from './cell-store.ts';
import type { Point } from './contract.ts';
import { labelsOf } from './labels.ts';
import { leftOutOf } from './left-out-store.ts';
import { before, periodName, periodsBetween, readPeriod, startOf } from './periods.ts';
import { getMeasure, grainAsked, type Measures } from './asked.ts';
import { hiddenFromMost, hiddenOf, placesOf, inventedIn } from './hidden-cells.ts';
import { canonical } from './secrecy.ts';
import { addsUp, cellsAt, pointsOf } from './series.ts';
import type { Grain, MeasureDefinition } from './shapes.ts';
import { seesWhole } from './source-rights.ts';

type Place = Readonly<Record<string, string>>;

/** What a measure says over some periods: its points anywhere, and where it says something. */
export interface MeasureStretch {
  readonly measure: MeasureDefinition;
  readonly grain: Grain;
  /** Names of the periods, in order: `2026-09`, `2026-10`. */
  readonly periods: readonly string[];
  /** Nothing is hidden from the reader. */
  readonly whole: boolean;
  /** The values of a dimension of which something is kept beside what is chosen already, each with its name. */
  values(name: string, where: Place): Promise<readonly { readonly value: string; readonly title: Text }[]>;
  /** One a period; of a place of which nothing is kept, points without data. */
  points(place: Place): readonly Point[];
}

/** Periods to be opened, in order. */
export interface Opening {
  readonly measure: MeasureDefinition;
  readonly all: Measures;
  readonly grain: Grain;
  readonly starts: readonly string[];
  /** As whoever may not read every row of the sources sees it, whoever asks. */
  readonly asMost?: boolean;
}

/** Reads what is kept of some periods once; everything that is asked of it afterwards is reckoned from that. */
export async function openStretch(context: Context, opening: Opening): Promise<MeasureStretch> {
  const { measure, all, grain, starts, asMost = false } = opening;
  const [first = ''] = starts;
  const year = String(Math.max(1, Number(first.slice(0, 4)) - 1)).padStart(4, '0');
  const stretch = { measure: measure.code, grain, from: `${year}-01-01`, to: starts.at(-1) ?? first };
  const cells = await listStretch(context.db, stretch);
  const kept = { cells, ...stretch };
  const whole = measure.secrecy === undefined || (!asMost && (await seesWhole(context, measure)));
  const hidden = asMost
    ? await hiddenFromMost(context.db, measure, kept)
    : await hiddenOf(context, measure, kept);
  // Two releases of one value differ by few: what was hidden would be told by their difference.
  const vintages = whole ? await listVintages(context.db, { ...stretch, from: first }) : [];
  const byPlace = Map.groupBy(cells, ({ place }) => place);
  const released = Map.groupBy(vintages, ({ place }) => place);
  const today = dayOf(context);
  const leftOut = await leftOutOf(context.db, { measure, measures: all }, { ...stretch, from: first });
  return {
    measure,
    grain,
    periods: starts.map((start) => periodName(start, grain)),
    whole,
    async values(name, where) {
      const found = placesOf(cells, name, where).map((place) => (place as Place)[name] ?? '');
      const titleOf = await labelsOf(
        context,
        { measure, name, all, invented: inventedIn(cells, name) },
        found,
      );
      return found.map((value) => ({ value, title: titleOf(value) }));
    },
    points(place) {
      const key = canonical(place);
      return pointsOf({
        measure,
        grain,
        place: key,
        starts,
        cells: cellsAt(measure, byPlace.get(key) ?? [], byPlace.get('{}') ?? []),
        hidden,
        adds: addsUp(measure, all),
        vintages: Map.groupBy(released.get(key) ?? [], ({ period }) => period),
        leftOut,
        today,
      });
    },
  };
}

export interface StretchAsked {
  /** The measure's own when absent. */
  readonly grain?: Grain | undefined;
  /** Name of the last period; the newest that is over when absent. */
  readonly to?: string | undefined;
  /** How many periods, the last among them. */
  readonly count: number;
  /** As most see it: for what is kept and shown to many. */
  readonly asMost?: boolean | undefined;
}

/** The name of the newest period that is over. */
export const newestOver = (context: Context, grain: Grain): string =>
  periodName(before(startOf(dayOf(context), grain), grain), grain);

/**
 * What a measure says to this reader over some periods, for a module that sets measures beside each other.
 * @throws Problem 404 `request.not-found`, 400 `indicators.grain-asked`
 * @throws RangeError for what is no period, and for more than 4,000 of them
 */
export async function readStretch(
  context: Context,
  code: string,
  { grain: asked, to, count, asMost = false }: StretchAsked,
): Promise<MeasureStretch> {
  const { measure, all } = await getMeasure(context, code);
  const grain = grainAsked(measure, asked);
  const last = readPeriod(to ?? newestOver(context, grain));
  if (!last) throw new RangeError(`${to} is no period`);
  const end = startOf(last.start, grain);
  let start = end;
  for (let back = 1; back < count; back += 1) start = before(start, grain);
  return openStretch(context, { measure, all, grain, starts: periodsBetween(start, end, grain), asMost });
}
