import type { MeasureSeries, Point } from './contract.ts';
import type { Publishing } from './publishing.ts';

/** Values of a measure as others read them: CSV (RFC 4180) and SDMX-JSON 2.0. */

const quoted = (value: unknown): string => {
  const text = value === null || value === undefined ? '' : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

const columns: readonly (readonly [string, (point: Point) => unknown])[] = [
  ['period', ({ period }) => period],
  ['value', ({ value }) => value],
  ['numerator', ({ numerator }) => numerator],
  ['denominator', ({ denominator }) => denominator],
  ['rows', ({ rows }) => rows],
  ['state', ({ state }) => state],
  ['simulated', ({ simulated }) => simulated],
  ['cumulative', ({ cumulative }) => cumulative?.value],
  ['before', ({ before }) => before?.value],
  ['year_before', ({ yearBefore }) => yearBefore?.value],
  ['target', ({ target }) => target],
  ['first_release', ({ revision }) => revision?.first],
  ['revised_at', ({ revision }) => revision?.at],
  ['revised_by', ({ revision }) => revision?.cause],
  ['left_out', ({ leftOut }) => leftOut],
];

/** What a value says of its rows: not for those who could never see one of them. */
const ofRows: ReadonlySet<string> = new Set(['numerator', 'denominator', 'rows', 'revised_by']);

/**
 * One line a value, dimensions first; an empty cell is no data, and `state` says why.
 * @param open for everybody: without what is said of rows
 */
export function toCsv({ code, dimensions, lines }: MeasureSeries, open = false): string {
  const shown = columns.filter(([name]) => !open || !ofRows.has(name));
  const names = dimensions.map(({ name }) => name);
  const head = ['measure', ...names, ...shown.map(([name]) => name)];
  const body = lines.flatMap(({ place, points }) =>
    points.map((point) => [
      code,
      ...names.map((name) => place[name]),
      ...shown.map(([, read]) => read(point)),
    ]),
  );
  return [head, ...body].map((cells) => `${cells.map(quoted).join(',')}\r\n`).join('');
}

const schema =
  'https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/data-message/tools/schemas/2.0.0/sdmx-json-data-schema.json';

const frequencies = { day: 'D', month: 'M', quarter: 'Q', year: 'A' } as const;
/** SDMX code list CL_OBS_STATUS: A normal, P provisional, M missing, Q suppressed. */
const statuses = { final: 'A', provisional: 'P', none: 'M', hidden: 'Q' } as const;
const statusNames = {
  A: { zh: '正常', en: 'Normal value' },
  P: { zh: '暂定', en: 'Provisional value' },
  M: { zh: '无数据', en: 'Missing value' },
  Q: { zh: '隐去', en: 'Missing value; suppressed' },
} as const;

const named = (id: string, { zh, en }: { zh: string; en: string }) => ({
  id,
  name: en,
  names: { en, zh },
});

/** Values of a dimension in the order in which lines come. */
function valuesIn({ lines, by }: MeasureSeries, name: string) {
  const found = new Map<string, { zh: string; en: string }>();
  for (const { place, title } of lines) {
    const value = place[name];
    if (value !== undefined) found.set(value, name === by ? title : { zh: value, en: value });
  }
  return [...found];
}

/** SDMX identifiers hold letters, digits and a few signs; a missing value is `_U`, all together `_T`. */
const idOf = (value: string): string => (value === '' ? '_U' : value.replaceAll(/[^A-Za-z0-9_@$-]/g, '_'));

interface Part {
  readonly name: string;
  readonly words: { zh: string; en: string };
  readonly values: readonly (readonly [string, { zh: string; en: string }])[];
}

const states = Object.keys(statusNames) as (keyof typeof statusNames)[];

/** Counts in the order of their first use, as values of an attribute. */
const countsIn = ({ lines }: MeasureSeries): number[] => [
  ...new Set(lines.flatMap(({ points }) => points.map(({ leftOut }) => leftOut))),
];

const attributesOf = (series: MeasureSeries) => [
  {
    ...named('OBS_STATUS', { zh: '状态', en: 'Observation status' }),
    relationship: { observation: {} },
    values: states.map((id) => named(id, statusNames[id])),
  },
  {
    ...named('SIMULATED', { zh: '模拟', en: 'Simulated' }),
    relationship: { observation: {} },
    values: [named('N', { zh: '真实', en: 'Real' }), named('Y', { zh: '模拟', en: 'Simulated' })],
  },
  {
    ...named('PERIODS_LEFT_OUT', {
      zh: '未计入的更细时期数（来源之一没有数据）',
      en: 'Finer periods left out, since one source has no data of them',
    }),
    relationship: { observation: {} },
    values: countsIn(series).map((count) => ({ value: String(count) })),
  },
];

/** The frequency is one for all; every other dimension stands at the observation. */
function dimensionsOf({ grain, lines }: MeasureSeries, parts: readonly Part[]): object {
  const frequency = named(frequencies[grain], { zh: grain, en: grain });
  const time = named('TIME_PERIOD', { zh: '时期', en: 'Time period' });
  return {
    dataSet: [{ ...named('FREQ', { zh: '频率', en: 'Frequency' }), keyPosition: 0, values: [frequency] }],
    series: [],
    observation: [
      ...parts.map(({ name, words, values }, index) => ({
        ...named(name, words),
        keyPosition: index + 1,
        values: values.map(([value, text]) => named(idOf(value), text)),
      })),
      {
        ...time,
        keyPosition: parts.length + 1,
        roles: ['TIME_PERIOD'],
        values: (lines[0]?.points ?? []).map(({ period }) => ({ value: period })),
      },
    ],
  };
}

/** Each value at the place of its dimensions' values, with its status and whether it is simulated. */
function observationsOf(series: MeasureSeries, parts: readonly Part[]): object {
  const counts = countsIn(series);
  return Object.fromEntries(
    series.lines.flatMap(({ place, points }) =>
      points.map((point, at) => {
        const key = parts.map(({ name, values }) => values.findIndex(([value]) => value === place[name]));
        const flags = [point.simulated ? 1 : 0, counts.indexOf(point.leftOut)];
        const said = [point.value, states.indexOf(statuses[point.state]), ...flags];
        return [[...key, at].join(':'), said];
      }),
    ),
  );
}

/** Of what is given to everybody: by whom, and what one may do with it. */
const licensedBy = ({ publisher, licence }: Publishing) => [
  {
    ...named('PUBLISHER', { zh: '发布者', en: 'Publisher' }),
    values: [{ value: publisher.en, names: publisher }],
  },
  {
    ...named('LICENCE', { zh: '许可', en: 'Licence' }),
    values: [{ value: licence.url, names: licence.title }],
  },
];

export interface Prepared {
  /** ISO. */
  readonly at: string;
  /** Where the same values are read as JSON. */
  readonly href: string;
  readonly publishing?: Publishing | undefined;
}

/** A data message of SDMX-JSON 2.0, flat: all dimensions at the observation. */
export function toSdmx(series: MeasureSeries, { at: prepared, href, publishing }: Prepared): object {
  const { code, title, dimensions, owner } = series;
  const links = [{ rel: 'self', href, title: title.en, hreflang: 'en' }];
  const ofSet = publishing ? licensedBy(publishing) : [];
  const parts = dimensions
    .map(({ name, title: words }): Part => ({ name, words, values: valuesIn(series, name) }))
    .filter(({ values }) => values.length > 0);
  return {
    meta: {
      schema,
      id: `${code}-${prepared.replaceAll(/\D/g, '')}`,
      test: false,
      prepared,
      contentLanguages: ['en', 'zh'],
      sender: named(idOf(owner), { zh: owner, en: owner }),
    },
    data: {
      structures: [
        {
          name: title.en,
          names: { en: title.en, zh: title.zh },
          links,
          dataSets: [0],
          dimensions: dimensionsOf(series, parts),
          measures: { observation: [named('OBS_VALUE', title)] },
          attributes: { dataSet: ofSet, series: [], observation: attributesOf(series) },
        },
      ],
      dataSets: [
        {
          structure: 0,
          action: 'Information',
          links,
          attributes: ofSet.map(() => 0),
          observations: observationsOf(series, parts),
        },
      ],
    },
  };
}

export const csvFile = (code: string, text: string) => ({
  filename: `${code}.csv`,
  type: 'text/csv; charset=utf-8',
  body: Buffer.from(text),
});

export const sdmxFile = (series: MeasureSeries, prepared: Prepared) => ({
  filename: `${series.code}.json`,
  type: 'application/vnd.sdmx.data+json; version=2.0.0',
  body: Buffer.from(JSON.stringify(toSdmx(series, prepared))),
});
