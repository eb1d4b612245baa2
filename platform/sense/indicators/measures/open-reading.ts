import { allowAddress } from '#kernel/allowance';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import type { Download } from '#kernel/module';
import { Problem } from '#kernel/problem';
import { sharing, type Sharing } from '#kernel/shared-answer';
import { fill } from '#kernel/texts';
import { audienceFaults } from './check-audience.ts';
import type { MeasureSeries, OpenMeasure, Point, SeriesQuery } from './contract.ts';
import { csvFile, sdmxFile, toCsv } from './formats.ts';
import { findSources, listMeasures } from './measures.ts';
import { endOf } from './periods.ts';
import type { Publishing } from './publishing.ts';
import { readPublishing } from './publishing-store.ts';
import { seriesOf } from './read-series.ts';
import { sidesOf } from './touched-store.ts';

/** A measure as everybody may have it: what strangers are told is what the least of all readers is told, whoever asks. */

const words = {
  tooMany: {
    zh: '这个地址一分钟内问得太多，请过 {seconds} 秒再试。',
    en: 'This address has asked too often within a minute. Try again in {seconds} seconds.',
  },
  notOpen: {
    zh: '没有对所有人公开的指标 {code}。',
    en: 'No measure {code} is open to everybody.',
  },
  partsClosed: {
    zh: '指标 {code} 只公开全市总数，不按维度公开。',
    en: 'Of the measure {code} only the whole city is open, not its dimensions.',
  },
  attribution: {
    zh: '{title}，{publisher}，{licence}',
    en: '{title}, {publisher}, {licence}',
  },
  simulated: { zh: '{said}（模拟数据）', en: '{said} (simulated data)' },
  city: { zh: '本市', en: 'the city' },
  unlicensed: { zh: '许可未写明', en: 'no licence stated' },
} as const;

interface Opened {
  readonly series: MeasureSeries;
  readonly publishing: Publishing | undefined;
}

/** What is told of a value to those who could never see one of its rows. */
const told = (point: Point): Point => ({
  ...point,
  asOf: point.state === 'hidden' ? null : point.asOf,
});

/** @throws Problem 404 `indicators.not-open`, the same for one that there is not */
async function getOpen(context: Context, code: string) {
  const all = new Map((await listMeasures(context, context.db)).map((each) => [each.code, each]));
  const measure = all.get(code);
  const closed = new Problem(404, 'indicators.not-open', fill(words.notOpen, { code }));
  if (!measure || measure.audience === 'signed-in') throw closed;
  // A catalogue that closes a source closes at once what is made of it.
  const find = await findSources(context, context.db, sidesOf(measure));
  if (audienceFaults(measure, find, all).length > 0) throw closed;
  return { measure, all };
}

async function open(context: Context, code: string, query: SeriesQuery): Promise<Opened> {
  const known = await getOpen(context, code);
  const { measure } = known;
  const whole = measure.audience === 'total';
  if (whole && (query.by !== undefined || query.where !== undefined))
    throw new Problem(403, 'indicators.parts-not-open', fill(words.partsClosed, { code }));
  const series = await seriesOf(context, { ...known, asMost: true }, query);
  // Who looks again and again at a period that runs sees one row after the other come.
  const isOver = ({ start }: Point) => endOf(start, series.grain) <= dayOf(context);
  const isTold = (point: Point) => measure.secrecy === undefined || isOver(point);
  return {
    publishing: await readPublishing(context.db),
    series: {
      ...series,
      dimensions: whole ? [] : series.dimensions,
      lines: series.lines.map((line) => ({ ...line, points: line.points.filter(isTold).map(told) })),
    },
  };
}

const apartMs = 100;
const shared = new WeakMap<Context['store'], Sharing<Opened>>();

/** Many pages show one measure: those who ask the same at once get one reading. */
async function readShared(context: Context, code: string, query: SeriesQuery): Promise<Opened> {
  const { requestsPerMinute: perMinute = 600 } = (await readPublishing(context.db)) ?? {};
  allowAddress(context, { code: 'indicators.too-many', perMinute, words: words.tooMany });
  const { store } = context;
  const readings = shared.get(store) ?? sharing<Opened>(apartMs);
  shared.set(store, readings);
  return readings(JSON.stringify([code, query]), () => open(context, code, query));
}

const openPoint = ({ numerator: _n, denominator: _d, rows: _r, revision, ...point }: Point) => ({
  ...point,
  revision: revision && {
    count: revision.count,
    first: revision.first,
    firstAt: revision.firstAt,
    at: revision.at,
  },
});

function attributionOf({ series, publishing }: Opened, simulated: boolean): OpenMeasure['attribution'] {
  const said = fill(words.attribution, {
    title: series.title,
    publisher: publishing?.publisher ?? words.city,
    licence: publishing?.licence.title ?? words.unlicensed,
  });
  return simulated ? fill(words.simulated, { said }) : said;
}

/** @throws Problem 404 `indicators.not-open`, 403 `indicators.parts-not-open`, 429 `indicators.too-many`, 400 `indicators.*-asked` */
export async function readOpen(context: Context, code: string, query: SeriesQuery): Promise<OpenMeasure> {
  const opened = await readShared(context, code, query);
  const { whole: _whole, owner: _owner, ...series } = opened.series;
  const points = series.lines.flatMap((line) => line.points);
  const simulated = points.some((point) => point.simulated);
  return {
    ...series,
    lines: series.lines.map((line) => ({ ...line, points: line.points.map(openPoint) })),
    simulated,
    asOf: points.reduce<string | null>((last, { asOf }) => ((asOf ?? '') > (last ?? '') ? asOf : last), null),
    publisher: opened.publishing?.publisher ?? null,
    licence: opened.publishing?.licence ?? null,
    attribution: attributionOf(opened, simulated),
  };
}

/** RFC 8288: where the licence is to be read, beside a form that has no place for it. */
const licensed = (file: Download, publishing: Publishing | undefined): Download =>
  publishing ? { ...file, headers: { link: `<${publishing.licence.url}>; rel="license"` } } : file;

export async function openCsv(context: Context, code: string, query: SeriesQuery): Promise<Download> {
  const { series, publishing } = await readShared(context, code, query);
  return licensed(csvFile(code, toCsv(series, true)), publishing);
}

export async function openSdmx(context: Context, code: string, query: SeriesQuery): Promise<Download> {
  const { series, publishing } = await readShared(context, code, query);
  // As of when it was reckoned: the same values are the same message.
  const at = series.refreshedAt ?? context.clock.now().toISOString();
  const href = `/api/indicators/open-measures/${code}`;
  return licensed(sdmxFile(series, { at, href, publishing }), publishing);
}
