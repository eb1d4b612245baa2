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

/** Where the rows of a value are, for who may open them; else where the measure is explained. */
function drillOf(context: Context, { code, numerator }: MeasureDefinition, point: Point | undefined) {
  const record = numerator && recordRegistry(context.modules).get(numerator.record)?.record;
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

const kindOf = (measure: MeasureDefinition): Indicator['kind'] =>
  !isRatio(measure) && addsUp(measure) ? 'count' : 'mean';

function freshness(context: Context, measure: MeasureDefinition, { built, point }: Known) {
  const record = measure.numerator && recordRegistry(context.modules).get(measure.numerator.record)?.record;
  const source = record?.title ?? measure.title;
  const computedAt = built?.refreshed_at ?? null;
  if (computedAt === null || point?.value == null) return { source, computedAt, stale: null };
  const now = context.clock.now().getTime();
  const end = endOf(point.start, measure.grain);
  const twoLater = Date.parse(endOf(endOf(end, measure.grain), measure.grain));
  const silent = now > Math.max(twoLater, Date.parse(end) + silentMs);
  if (silent) return { source, computedAt, stale: { since: new Date(end).toISOString(), source } };
  const stopped = now - Date.parse(computedAt) > freshMs;
  return { source, computedAt, stale: stopped ? { since: computedAt, source } : null };
}

interface Known {
  readonly built: Built | undefined;
  /** The newest period that says something. */
  readonly point: Point | undefined;
}

const wordsOf = ({ title }: MeasureDefinition, point: Point | undefined): Indicator['title'] =>
  point === undefined
    ? title
    : point.state === 'provisional'
      ? { zh: `${title.zh}（${point.period} 至今）`, en: `${title.en} (${point.period} so far)` }
      : { zh: `${title.zh}（${point.period}）`, en: `${title.en} (${point.period})` };

/** One measure as a figure: its newest value, its periods as the line of days, its first dimension as the parts. */
async function figureOf(context: Context, measure: MeasureDefinition, all: Measures): Promise<Indicator> {
  const { code, grain, unit, definition } = measure;
  const built = await findBuilt(context.db, code);
  const span = await spanOf(context.db, code, grain);
  const present = startOf(dayOf(context), grain);
  const end = span && span.to < present ? span.to : present;
  let start = end;
  for (let count = 1; count < most && span && start > span.from; count += 1) start = before(start, grain);
  const stretch = await openStretch(context, {
    measure,
    all,
    grain,
    starts: periodsBetween(start, end, grain),
  });
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
    kind: kindOf(measure),
    value: point?.value ?? null,
    parts: await partsOf(stretch, drill.path, newest),
    partsHidden: false,
    simulated: point?.simulated ?? false,
    asOf: point?.asOf ?? null,
    ...freshness(context, measure, { built, point }),
    grain,
    series: points.slice(0, newest + 1).map((each) => ({ day: each.start, value: each.value })),
    drill,
  };
}

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
