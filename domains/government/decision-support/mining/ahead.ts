import { setImmediate } from 'node:timers/promises';
import { chineseDays, forecast, type ForecastPoint, type Marks } from '#engines/forecasting';
import type { Context } from '#kernel/context';
import { periodEnd, periodName } from '#platform/sense/indicators';
import { cityCalendar } from '#platform/base/tasks';
import type { Grain } from '../shapes.ts';
import { texts } from '../texts.ts';
import type { Check, ForecastFound, Warning } from './contract.ts';
import {
  groundOf,
  readMeasure,
  readWhere,
  refused,
  rowsPath,
  seasonOf,
  unbroken,
  type Known,
} from './read.ts';

interface Query {
  readonly measure: string;
  readonly grain?: Grain | undefined;
  readonly where?: string | undefined;
  readonly horizon?: number | undefined;
}

const level = 0.95;
const fewest = 8;
/** Values that a forecast is made from at most: a forecast of more costs more than it gains. */
const history: Readonly<Record<Grain, number>> = { day: 400, month: 240, quarter: 120, year: 120 };
const usualHorizon: Readonly<Record<Grain, number>> = { day: 28, month: 6, quarter: 4, year: 2 };
/** Values that are foretold anew, each from those before it, to see how good that would have been. */
const tried = 12;

/** The periods after one. */
function periodsAfter(start: string, grain: Grain, count: number): string[] {
  const found: string[] = [];
  for (let at = periodEnd(start, grain); found.length < count; at = periodEnd(at, grain))
    found.push(periodName(at, grain));
  return found;
}

interface Series {
  readonly values: readonly number[];
  readonly grain: Grain;
  /** What no value can pass: 100 of a share in per cent. */
  readonly most: number;
  /** Of the values and of those to come; empty where days have no names. */
  readonly marks: readonly Marks[];
}

function foretell(
  { values, grain, marks, most }: Series,
  known: number,
  horizon: number,
): readonly ForecastPoint[] {
  const past = values.slice(0, known);
  return forecast(past, {
    horizon,
    level,
    period: seasonOf(grain),
    marks: marks.slice(0, marks.length > 0 ? known + horizon : 0),
    most,
    ...(past.every((value) => value >= 0) ? { least: 0 } : {}),
  }).points;
}

/** How many of so many may lie outside before chance is a poor excuse: more come in one case of twenty. */
function mayLieOutside(count: number): number {
  let [chance, sum, outside] = [level ** count, 0, 0];
  for (; sum + chance < 0.95; outside += 1) {
    sum += chance;
    chance *= ((count - outside) / (outside + 1)) * ((1 - level) / level);
  }
  return outside;
}

/** The last values, each foretold from those before it: whether the bounds held, and whether it beat saying the last again. */
async function triedChecks(series: Series): Promise<Check[]> {
  const { values } = series;
  const count = Math.min(tried, values.length - fewest);
  if (count < 3) return [];
  let [outside, error, plain] = [0, 0, 0];
  for (let at = values.length - count; at < values.length; at += 1) {
    const [point] = foretell(series, at, 1);
    const value = values[at] ?? 0;
    if (!point) continue;
    if (value < point.lower || value > point.upper) outside += 1;
    error += Math.abs(value - point.value);
    plain += Math.abs(value - (values[at - 1] ?? 0));
    await setImmediate();
  }
  const most = mayLieOutside(count);
  return [
    { code: 'forecast.bounds-held', holds: outside <= most, figures: { count, outside, most } },
    {
      code: 'forecast.better-than-last',
      holds: error < plain,
      figures: { count, error: error / count, plain: plain / count },
    },
  ];
}

function warningsOf(values: readonly number[], grain: Grain, unpublished: boolean): Warning[] {
  const season = seasonOf(grain);
  return [
    { code: 'forecast.goes-on', figures: {} },
    ...(season > 1 && values.length < 2 * season
      ? [{ code: 'forecast.no-season-yet', figures: { count: values.length, least: 2 * season } }]
      : []),
    ...(unpublished ? [{ code: 'forecast.holidays-unpublished', figures: {} }] : []),
  ];
}

async function marksFor(
  context: Context,
  known: readonly Known[],
  { grain, horizon }: { grain: Grain; horizon: number },
) {
  const [first] = known;
  if (grain !== 'day' || !first) return { marks: [], uncertainFrom: null };
  return chineseDays(await cityCalendar(context.db), first.start, known.length + horizon);
}

/**
 * What comes next of a measure, and between which bounds (`engines/forecasting`), from its newest values without a gap.
 * @throws Problem 422 `decision-support.mining-too-few` for fewer than eight
 */
export async function forecastOf(context: Context, query: Query): Promise<ForecastFound> {
  const place = readWhere(query.where);
  const read = await readMeasure(context, { measure: query.measure, grain: query.grain, where: place });
  const { grain } = read;
  const known = unbroken(read.lines[0]?.values ?? []).slice(-history[grain]);
  const last = known.at(-1);
  if (!last || known.length < fewest) throw refused('mining-too-few', texts.miningTooFew, { bound: fewest });
  const horizon = query.horizon ?? usualHorizon[grain];
  const { marks, uncertainFrom } = await marksFor(context, known, { grain, horizon });
  const values = known.map(({ value }) => value);
  const isShare = read.measure.unit.zh === '%' && values.every((value) => value <= 100);
  const series = { values, grain, marks, most: isShare ? 100 : Infinity };
  const ahead = foretell(series, known.length, horizon);
  return {
    ground: groundOf(read, known),
    checks: await triedChecks(series),
    warnings: warningsOf(series.values, grain, uncertainFrom !== null),
    points: known.map(({ period, value }) => ({
      period,
      value,
      rowsPath: rowsPath(read.measure.code, period, place),
    })),
    ahead: periodsAfter(last.start, grain, horizon).flatMap((period, at) => {
      const point = ahead[at];
      return point ? [{ period, ...point }] : [];
    }),
  };
}
