import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { bad, getMeasure, grainAsked, readWhere, type Measures } from './asked.ts';
import { listVintages, spanOf } from './cell-store.ts';
import type { MeasureSeries, SeriesQuery } from './contract.ts';
import { wholeText } from './labels.ts';
import { periodsBetween, readPeriod, startOf, before, periodName } from './periods.ts';
import { canonical } from './secrecy.ts';
import { valueOf } from './series.ts';
import { type Grain, grainsOf, type MeasureDefinition } from './shapes.ts';
import { seesWhole } from './source-rights.ts';
import * as store from './store.ts';
import { openStretch, type MeasureStretch, type Opening } from './stretch.ts';

function periodAsked(text: string, grain: Grain): string {
  const read = readPeriod(text);
  if (!read)
    throw bad(
      'period-asked',
      `“${text}”不是时期。`,
      `"${text}" is no period: 2026-11-30, 2026-11, 2026-Q4 or 2026.`,
    );
  return startOf(read.start, grain);
}

const usual: Readonly<Record<Grain, number>> = { day: 30, month: 24, quarter: 12, year: 12 };
const most = 1000;
/** More would keep everybody else waiting while they are put together. */
const mostPoints = 50_000;

const days: Readonly<Record<Grain, number>> = { day: 1, month: 28, quarter: 90, year: 365 };

/** The newest period that has values, or the present one. */
function newest(span: { to: string } | undefined, today: string): string {
  return span && span.to < today ? span.to : today;
}

/** As many periods back as people like to see, if there are values of so many. */
function back(end: string, grain: Grain, first: string | undefined): string {
  let start = end;
  for (let count = 1; count < usual[grain] && first !== undefined && start > first; count += 1)
    start = before(start, grain);
  return start;
}

/** The stretch that is asked for; without words the newest periods that have values. */
async function stretchOf(
  context: Context,
  measure: MeasureDefinition,
  { from, to, grain }: { grain: Grain } & Pick<SeriesQuery, 'from' | 'to'>,
): Promise<string[]> {
  const span = await spanOf(context.db, measure.code, grain);
  const end = to === undefined ? newest(span, startOf(dayOf(context), grain)) : periodAsked(to, grain);
  const start = from === undefined ? back(end, grain, span?.from) : periodAsked(from, grain);
  if (start > end) throw bad('period-asked', '起始时期晚于结束时期。', 'The first period is after the last.');
  if ((Date.parse(end) - Date.parse(start)) / 86_400_000 / days[grain] > most)
    throw bad('period-asked', `一次最多 ${most} 个时期。`, `At most ${most} periods at a time.`);
  return periodsBetween(start, end, grain);
}

type Place = Readonly<Record<string, string>>;

interface Asked extends Opening {
  readonly by: string | undefined;
  readonly where: Place;
}

/** The lines of what is asked, each with its name. */
async function linesOf(context: Context, asked: Asked): Promise<MeasureSeries['lines']> {
  const { by, where, starts } = asked;
  const stretch = await openStretch(context, asked);
  const found = by === undefined ? [{ place: where, title: wholeText }] : await eachOf(stretch, by, where);
  if (found.length * starts.length > mostPoints)
    throw bad(
      'too-many-points',
      `一次最多 ${mostPoints} 个数。请缩短时期或选定维度。`,
      `At most ${mostPoints} values at a time: ask for fewer periods, or choose a dimension.`,
    );
  return found.map(({ place, title }) => ({
    key: canonical(place),
    place,
    title,
    points: [...stretch.points(place)],
  }));
}

const eachOf = async (stretch: MeasureStretch, by: string, where: Place) =>
  (await stretch.values(by, where)).map(({ value, title }) => ({ place: { ...where, [by]: value }, title }));

/** Values of a measure over time for this reader. @throws Problem 404 `request.not-found`, 400 `indicators.*-asked` */
export const readMeasureSeries = async (
  context: Context,
  code: string,
  query: SeriesQuery,
): Promise<MeasureSeries> => seriesOf(context, await getMeasure(context, code), query);

interface Known {
  readonly measure: MeasureDefinition;
  readonly all: Measures;
  /** As whoever may not read every row of the sources sees it, whoever asks. */
  readonly asMost?: boolean;
}

/** Values of a measure that is known over time. @throws Problem 400 `indicators.*-asked` */
export async function seriesOf(
  context: Context,
  { measure, all, asMost = false }: Known,
  query: SeriesQuery,
): Promise<MeasureSeries> {
  const { code } = measure;
  const grain = grainAsked(measure, query.grain);
  const where = readWhere(measure, query.where);
  const { by } = query;
  if (by !== undefined && (!measure.dimensions.some(({ name }) => name === by) || by in where))
    throw bad('dimension-asked', `不能按“${by}”分。`, `The measure cannot be told apart by "${by}".`);
  // First: what is said to be as of then is read after it.
  const built = await store.findBuilt(context.db, code);
  const starts = await stretchOf(context, measure, { ...query, grain });
  const { title, unit, definition, direction, owner, dimensions } = measure;
  return {
    code,
    title,
    unit,
    definition,
    grain,
    direction,
    owner,
    where,
    grains: [...grainsOf(measure.grain)],
    dimensions: dimensions.map((each) => ({ name: each.name, title: each.title })),
    by: by ?? null,
    whole: measure.secrecy === undefined || (!asMost && (await seesWhole(context, measure))),
    lines: await linesOf(context, { measure, all, asMost, grain, by, where, starts }),
    refreshedAt: built?.refreshed_at ?? null,
  };
}

/** Every value of the whole city that was once released, the newest first. */
export async function readReleases(context: Context, code: string, asked: Grain | undefined) {
  const { measure } = await getMeasure(context, code);
  const grain = grainAsked(measure, asked);
  if (!(await seesWhole(context, measure))) return [];
  const releases = await listVintages(context.db, {
    measure: code,
    grain,
    from: '0001-01-01',
    to: '9999-01-01',
    place: '{}',
  });
  return releases
    .map((each) => ({
      period: periodName(each.period, grain),
      vintage: each.vintage,
      value: valueOf(measure, each),
      releasedAt: each.released_at,
      cause: each.cause,
    }))
    .toReversed()
    .slice(0, 500);
}
