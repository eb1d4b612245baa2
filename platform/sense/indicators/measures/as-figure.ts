import { dayOf } from '#kernel/clock';
import { may } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { recordRegistry } from '#kernel/record-server';
import type { Indicator, Part } from '../contract.ts';
import type { Measures } from './asked.ts';
import { spanOf } from './cell-store.ts';
import type { Point } from './contract.ts';
import { listMeasures } from './measures.ts';
import { before, endOf, periodsBetween, startOf } from './periods.ts';
import { addsUp } from './series.ts';
import { isRatio, type MeasureDefinition } from './shapes.ts';
import { findBuilt, type Built } from './store.ts';
import { openStretch, type MeasureStretch } from './stretch.ts';

/** A month of days, two years of months. */
const most = 30;
/** Each night all measures are reckoned: one that was not for two of them has stopped. */
const freshMs = 48 * 3_600_000;
/** Where nothing came for a week, or for two whole periods where those are longer, it has stopped coming. */
const silentMs = 7 * 24 * 3_600_000;

const base = '/indicators/measures';

/** The record whose rows it counts; of one that is made of others there is none. */
const recordOf = (context: Context, { numerator }: MeasureDefinition) =>
  numerator && recordRegistry(context.modules).get(numerator.record)?.record;

/** Where the rows of a value are, for who may open them; else where the measure is explained. */
function drillOf(context: Context, measure: MeasureDefinition, point: Point | undefined) {
  const { code } = measure;
  const record = recordOf(context, measure);
  if (record && point?.value != null && may(context.actor, record.rights.read))
    return { path: `${base}/${code}/rows?period=${point.period}`, allowed: true };
  return { path: `${base}/${code}`, allowed: true };
}

/** What the newest value is made of by the first dimension; a share's parts are shares themselves. */
async function partsOf(
  { measure, ...stretch }: MeasureStretch,
  drill: string,
  newest: number,
): Promise<Part[]> {
  const [dimension] = measure.dimensions;
  if (!dimension || newest < 0) return [];
  const { name } = dimension;
  const opens = drill.includes('?');
  return (await stretch.values(name, {})).flatMap(({ value: at, title }) => {
    const value = stretch.points({ [name]: at })[newest]?.value ?? null;
    const path = opens ? `${drill}&${new URLSearchParams({ where: `${name}:${at}` })}` : null;
    return value === null ? [] : [{ key: at, title, value, path }];
  });
}

const kindOf = (measure: MeasureDefinition, all: Measures): Indicator['kind'] =>
  !isRatio(measure) && addsUp(measure, all) ? 'count' : 'mean';

interface Known {
  readonly built: Built | undefined;
  /** The newest period that says something. */
  readonly point: Point | undefined;
}

/** Since when nothing has come or nothing was reckoned; null while all goes on, and where there is nothing at all. */
function staleSince(
  { clock }: Context,
  { grain }: MeasureDefinition,
  { built, point }: Known,
): string | null {
  if (!built || !point || point.value === null) return null;
  const now = clock.now().getTime();
  const end = endOf(point.start, grain);
  const twoLater = Date.parse(endOf(endOf(end, grain), grain));
  if (now > Math.max(twoLater, Date.parse(end) + silentMs)) return new Date(end).toISOString();
  return now - Date.parse(built.refreshed_at) > freshMs ? built.refreshed_at : null;
}

function freshness(context: Context, measure: MeasureDefinition, { built, point }: Known) {
  const source = recordOf(context, measure)?.title ?? measure.title;
  const told = { source, computedAt: built?.refreshed_at ?? null, asOf: point?.asOf ?? null };
  const since = staleSince(context, measure, { built, point });
  return { ...told, stale: since === null ? null : { since, source } };
}

function wordsOf({ title }: MeasureDefinition, point: Point | undefined): Indicator['title'] {
  if (!point) return title;
  const { period, state } = point;
  return state === 'provisional'
    ? { zh: `${title.zh}（${period} 至今）`, en: `${title.en} (${period} so far)` }
    : { zh: `${title.zh}（${period}）`, en: `${title.en} (${period})` };
}

/** The newest periods that have values, at most so many. */
async function stretchOf(
  context: Context,
  measure: MeasureDefinition,
  all: Measures,
): Promise<MeasureStretch> {
  const { code, grain } = measure;
  const span = await spanOf(context.db, code, grain);
  const present = startOf(dayOf(context), grain);
  const end = span && span.to < present ? span.to : present;
  let start = end;
  for (let count = 1; count < most && span && start > span.from; count += 1) start = before(start, grain);
  return openStretch(context, { measure, all, grain, starts: periodsBetween(start, end, grain) });
}

/** One measure as a figure: its newest value, its periods as the line of days, its first dimension as the parts. */
async function figureOf(context: Context, measure: MeasureDefinition, all: Measures): Promise<Indicator> {
  const { code, grain, unit, definition } = measure;
  const built = await findBuilt(context.db, code);
  const stretch = await stretchOf(context, measure, all);
  const points = stretch.points({});
  const newest = points.findLastIndex(({ state }) => state !== 'none');
  const point = points[newest];
  const drill = drillOf(context, measure, point);
  return {
    code,
    panel: 'measures',
    title: wordsOf(measure, point),
    unit,
    partsUnit: unit,
    definition,
    owner: null,
    kind: kindOf(measure, all),
    ...valueOf(point),
    parts: await partsOf(stretch, drill.path, newest),
    partsHidden: false,
    ...freshness(context, measure, { built, point }),
    grain,
    series: points.slice(0, newest + 1).map((each) => ({ day: each.start, value: each.value })),
    drill,
  };
}

const valueOf = (point: Point | undefined) => ({
  value: point?.value ?? null,
  simulated: point?.simulated ?? false,
});

const thenUnknown = (figure: Indicator): Indicator => ({
  ...figure,
  value: null,
  parts: [],
  series: [],
  asOf: null,
  stale: null,
  past: 'not-kept',
});

/**
 * Measures that stand as figures, for whoever sets them beside contributed ones; what a past instant knew of them is not kept.
 * @param codes those that are no standing measure's are left out
 * @returns nothing for a reader who may not see figures
 */
export async function readMeasureFigures(
  context: Context,
  codes: ReadonlySet<string>,
  past = false,
): Promise<Indicator[]> {
  if (codes.size === 0 || !may(context.actor, 'indicators:read')) return [];
  const all: Measures = new Map((await listMeasures(context, context.db)).map((each) => [each.code, each]));
  const figures: Indicator[] = [];
  for (const code of codes) {
    const measure = all.get(code);
    if (measure) figures.push(await figureOf(context, measure, all));
  }
  return past ? figures.map(thenUnknown) : figures;
}
