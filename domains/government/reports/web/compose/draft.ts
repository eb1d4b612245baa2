import type { Block, BlockKind, Composable, ReportDefinition } from '../../contract.ts';
import { lookingOf } from '../explore-state.ts';

type MeasureList = readonly Pick<Composable, 'code' | 'dimensions' | 'title'>[];

export const withAt = <T>(list: readonly T[], at: number, item: T): T[] =>
  list.map((each, index) => (index === at ? item : each));

export const withoutAt = <T>(list: readonly T[], at: number): T[] => list.filter((_, index) => index !== at);

/** One place up (−1) or down (1); at an end it stays. */
export function moved<T>(list: readonly T[], at: number, by: -1 | 1): T[] {
  const to = at + by;
  const item = list[at];
  if (item === undefined || to < 0 || to >= list.length) return [...list];
  const rest = withoutAt(list, at);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}

export const emptyReport = (owner: string): ReportDefinition => ({
  code: '',
  title: { zh: '', en: '' },
  owner,
  audience: 'unit',
  readers: [],
  grain: 'month',
  parameters: [],
  blocks: [],
});

const makers: { readonly [K in BlockKind]: (measure: string, dimension: string, report: string) => Block } = {
  text: () => ({ kind: 'text', body: { zh: '## ', en: '## ' } }),
  figure: (measure) => ({ kind: 'figure', measure, where: {}, compare: ['before', 'yearBefore'] }),
  table: (measure) => ({
    kind: 'table',
    measures: [{ measure, where: {} }],
    periods: 3,
    compare: ['before'],
  }),
  pivot: (measure, rows) => ({ kind: 'pivot', measure, where: {}, rows, periods: 3 }),
  chart: (measure) => ({ kind: 'chart', draw: 'line', measures: [{ measure, where: {} }], periods: 12 }),
  map: (measure, by) => ({ kind: 'map', measure, where: {}, by }),
  include: (_measure, _by, report) => ({ kind: 'include', report }),
};

/** What a kind needs of a dimension; a kind that is not here needs none. */
const needs: { readonly [K in BlockKind]?: (dimension: Composable['dimensions'][number]) => boolean } = {
  map: ({ towns }) => towns,
  pivot: () => true,
};
/** The first measure with which a kind can stand, and the dimension that it takes. */
function firstFor(kind: BlockKind, measures: MeasureList) {
  const fits = needs[kind];
  const measure = fits ? measures.find(({ dimensions }) => dimensions.some(fits)) : measures[0];
  const dimension = fits ? measure?.dimensions.find(fits)?.name : undefined;
  return measure && { code: measure.code, dimension: dimension ?? '' };
}

/** A new block of a kind; undefined where there is nothing to make it of. */
export function newBlock(
  kind: BlockKind,
  measures: MeasureList,
  reports: readonly string[],
): Block | undefined {
  const [report] = reports;
  if (kind === 'text') return makers.text('', '', '');
  if (kind === 'include') return report === undefined ? undefined : makers.include('', '', report);
  const first = firstFor(kind, measures);
  return first && makers[kind](first.code, first.dimension, '');
}

/** Another measure keeps of the conditions what it has the dimensions for. */
export function keptWhere(
  where: Readonly<Record<string, string>>,
  measure: MeasureList[number] | undefined,
): Record<string, string> {
  const known = new Set(measure?.dimensions.map(({ name }) => name));
  return Object.fromEntries(Object.entries(where).filter(([name]) => known.has(name)));
}

/** What was explored as a report of one block, with the chart of it where it was seen as one. */
export function fromExplored(
  search: URLSearchParams,
  owner: string,
  measures: MeasureList,
): ReportDefinition {
  const empty = emptyReport(owner);
  const { measure: code, where, rows, columns, periods, as, grain } = lookingOf(search, '');
  const measure = measures.find((each) => each.code === code);
  if (!measure) return empty;
  const own = { where: { ...where } };
  const table: Block =
    rows === undefined
      ? { kind: 'table', measures: [{ measure: code, ...own }], periods, compare: [] }
      : {
          kind: 'pivot',
          measure: code,
          ...own,
          rows,
          periods,
          ...(columns === undefined ? {} : { columns }),
        };
  const chart: Block[] =
    as === 'table'
      ? []
      : [
          {
            kind: 'chart',
            draw: as,
            measures: [{ measure: code, ...own }],
            periods,
            ...(rows === undefined ? {} : { by: rows }),
          },
        ];
  return { ...empty, title: measure.title, ...(grain ? { grain } : {}), blocks: [...chart, table] };
}

/** Nothing that the answer would refuse for its form: what lacks a word is not asked about yet. */
export const isAskable = ({ blocks, parameters }: ReportDefinition): boolean =>
  blocks.every(
    (block) => block.kind !== 'text' || (block.body.zh.trim() !== '' && block.body.en.trim() !== ''),
  ) && parameters.every(({ title }) => title.zh.trim() !== '' && title.en.trim() !== '');

/** For the preview, what has no name yet is called by one: the name is asked for when it is saved. */
export const previewed = (report: ReportDefinition): ReportDefinition => ({
  ...report,
  code: /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(report.code) ? report.code : 'new-report',
  title: { zh: report.title.zh.trim() || '报表', en: report.title.en.trim() || 'Report' },
});
