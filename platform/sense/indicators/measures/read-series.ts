import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { en } from '../texts.en.ts';
import { zh } from '../texts.zh.ts';
import { listStretch, listVintages, spanOf, type KeptCell } from './cell-store.ts';
import type { MeasureSeries, SeriesQuery } from './contract.ts';
import { labelsOf, wholeText } from './labels.ts';
import { leftOutOf } from './left-out-store.ts';
import { listMeasures } from './measures.ts';
import { endOf, periodsBetween, readPeriod, startOf, before, periodName } from './periods.ts';
import { canonical, countingsOf, hiddenAbove, hiddenIn } from './secrecy.ts';
import { cellsAt, pointsOf, valueOf } from './series.ts';
import { type Grain, grainsOf, type MeasureDefinition } from './shapes.ts';
import { seesWhole } from './source-rights.ts';
import * as store from './store.ts';

export type Measures = ReadonlyMap<string, MeasureDefinition>;

/** @throws Problem 404 `request.not-found` */
export async function getMeasure(
  context: Context,
  code: string,
): Promise<{ measure: MeasureDefinition; all: Measures }> {
  const all = new Map((await listMeasures(context, context.db)).map((each) => [each.code, each]));
  const measure = all.get(code);
  if (!measure) throw notFound({ zh: zh.notFound, en: en.notFound }, code);
  return { measure, all };
}

const bad = (code: string, zhText: string, enText: string): Problem =>
  new Problem(400, `indicators.${code}`, { zh: zhText, en: enText });

export function readWhere(measure: MeasureDefinition, text: string | undefined): Record<string, string> {
  const names = new Set(measure.dimensions.map(({ name }) => name));
  const where: Record<string, string> = {};
  for (const part of (text ?? '').split(',').filter((each) => each !== '')) {
    const [name = '', ...rest] = part.split(':');
    if (!names.has(name) || rest.length === 0)
      throw bad('dimension-asked', `指标没有维度“${name}”。`, `The measure is not told apart by "${name}".`);
    where[name] = rest.join(':');
  }
  return where;
}

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

interface Kept {
  readonly grain: Grain;
  readonly cells: readonly KeptCell[];
  readonly from: string;
  readonly to: string;
}

/** Keys of what is hidden from whoever may not read every row of the sources. */
export async function hiddenFromMost(
  db: Db,
  measure: MeasureDefinition,
  { grain, cells, from, to }: Kept,
): Promise<Set<string>> {
  if (!measure.secrecy) return new Set();
  const hiding = {
    dimensions: measure.dimensions.map(({ name }) => name),
    least: measure.secrecy.least,
    countings: countingsOf(measure),
  };
  const own = await hiddenIn(cells, hiding);
  if (grain === measure.grain) return own;
  const stretch = { measure: measure.code, grain: measure.grain, from, to: endOf(to, grain) };
  const finer = await hiddenIn(await listStretch(db, stretch), hiding);
  return new Set([...own, ...hiddenAbove(cells, grain, finer)]);
}

/** Keys of what is hidden from this reader. */
export const hiddenOf = async (
  context: Context,
  measure: MeasureDefinition,
  kept: Kept,
): Promise<Set<string>> =>
  seesWhole(context, measure) ? new Set() : hiddenFromMost(context.db, measure, kept);

export function grainAsked(measure: MeasureDefinition, grain: Grain | undefined): Grain {
  if (grain === undefined || grainsOf(measure.grain).includes(grain)) return grain ?? measure.grain;
  throw bad(
    'grain-asked',
    `这个指标最细按 ${measure.grain} 统计。`,
    `This measure is kept by ${measure.grain} at the finest.`,
  );
}

/** The lines that are asked for: one, or one for each value of a dimension. */
export function placesOf(
  cells: readonly KeptCell[],
  by: string | undefined,
  where: Readonly<Record<string, string>>,
) {
  if (by === undefined) return [where];
  const names = [...Object.keys(where), by].toSorted();
  const found = new Set<string>();
  for (const { place } of cells) {
    const at = JSON.parse(place) as Record<string, string>;
    const fits =
      Object.keys(at).toSorted().join() === names.join() &&
      Object.entries(where).every(([name, value]) => at[name] === value);
    if (fits) found.add(at[by] ?? '');
  }
  return [...found].toSorted().map((value) => ({ ...where, [by]: value }));
}

type Place = Readonly<Record<string, string>>;

interface Asked {
  readonly measure: MeasureDefinition;
  readonly all: Measures;
  readonly grain: Grain;
  readonly by: string | undefined;
  readonly where: Place;
  readonly starts: readonly string[];
}

/** The lines of what is asked, each with its name. */
async function linesOf(context: Context, asked: Asked): Promise<MeasureSeries['lines']> {
  const { measure, all, grain, by, where, starts } = asked;
  const [first = ''] = starts;
  const year = String(Math.max(1, Number(first.slice(0, 4)) - 1)).padStart(4, '0');
  const stretch = { measure: measure.code, grain, from: `${year}-01-01`, to: starts.at(-1) ?? first };
  const cells = await listStretch(context.db, stretch);
  const hidden = await hiddenOf(context, measure, { cells, ...stretch });
  // Two releases of one value differ by few: what was hidden would be told by their difference.
  const vintages = seesWhole(context, measure)
    ? await listVintages(context.db, { ...stretch, from: first })
    : [];
  const places: readonly Place[] = placesOf(cells, by, where);
  if (places.length * starts.length > mostPoints)
    throw bad(
      'too-many-points',
      `一次最多 ${mostPoints} 个数。请缩短时期或选定维度。`,
      `At most ${mostPoints} values at a time: ask for fewer periods, or choose a dimension.`,
    );
  const nameOf = (place: Place): string => (by === undefined ? '' : (place[by] ?? ''));
  const labels =
    by === undefined
      ? () => wholeText
      : await labelsOf(context, { measure, name: by, all }, places.map(nameOf));
  const byPlace = Map.groupBy(cells, ({ place }) => place);
  const released = Map.groupBy(vintages, ({ place }) => place);
  const today = dayOf(context);
  const leftOut = await leftOutOf(context.db, measure, { ...stretch, from: first });
  return places.map((place) => {
    const key = canonical(place);
    const own = cellsAt(measure, byPlace.get(key) ?? [], byPlace.get('{}') ?? []);
    const periods = Map.groupBy(released.get(key) ?? [], ({ period }) => period);
    const line = {
      measure,
      grain,
      place: key,
      starts,
      cells: own,
      hidden,
      vintages: periods,
      leftOut,
      today,
    };
    return { key, place, title: labels(nameOf(place)), points: pointsOf(line) };
  });
}

/** Values of a measure over time for this reader. @throws Problem 404 `request.not-found`, 400 `indicators.*-asked` */
export async function readMeasureSeries(
  context: Context,
  code: string,
  query: SeriesQuery,
): Promise<MeasureSeries> {
  const { measure, all } = await getMeasure(context, code);
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
    whole: seesWhole(context, measure),
    lines: await linesOf(context, { measure, all, grain, by, where, starts }),
    refreshedAt: built?.refreshed_at ?? null,
  };
}

/** Every value of the whole city that was once released, the newest first. */
export async function readReleases(context: Context, code: string, asked: Grain | undefined) {
  const { measure } = await getMeasure(context, code);
  const grain = grainAsked(measure, asked);
  if (!seesWhole(context, measure)) return [];
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
