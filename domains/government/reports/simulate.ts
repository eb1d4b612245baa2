import type { Context } from '#kernel/context';
import { readRow } from '#kernel/record-server';
import type { Played } from '#kernel/simulation';
import { readStretch, standingMeasures } from '#platform/sense/indicators';
import { publishReport, saveDraft } from './defining/keep.ts';
import { makeIssue } from './issues/make.ts';
import { openReport } from './reading/show.ts';
import { Draft } from './records.ts';
import { ReportDefinition } from './shapes.ts';
import { countIssues } from './store.ts';

const text = (zh: string, en: string) => ({ zh, en });
const bureau = '330281-tjj';
const dataOffice = '330281-jxj';

/** Reports of a simulated city: what they tell is invented, and so they say. */
const reports: readonly ReportDefinition[] = [
  {
    code: 'simulated-towns-yearly',
    title: text('虚构：镇街年报', 'Invented: the towns, year by year'),
    owner: bureau,
    audience: 'government',
    readers: [dataOffice],
    grain: 'year',
    parameters: [
      {
        name: 'town',
        title: text('镇街', 'Town'),
        measure: 'companies-founded',
        dimension: 'town',
        begin: '',
      },
    ],
    blocks: [
      {
        kind: 'text',
        body: text(
          '## {period} 年{town}\n\n本报表由模拟数据编成，只用来说明报表怎样编、怎样读：\n\n- 每个数都可以点开，看到构成它的行；\n- 出生人口过少的格子不显示。',
          '## {town}, {period}\n\nMade of invented data, to show how reports are composed and read:\n\n- every figure opens into its rows;\n- small counts of births are not shown.',
        ),
      },
      {
        kind: 'figure',
        measure: 'companies-founded',
        where: { town: '$town' },
        compare: ['before', 'target'],
      },
      {
        kind: 'table',
        title: text('主要指标', 'Main measures'),
        measures: [
          { measure: 'companies-founded', where: { town: '$town' } },
          { measure: 'births-registered', where: { town: '$town' } },
        ],
        periods: 5,
        compare: ['before'],
      },
      {
        kind: 'chart',
        draw: 'line',
        measures: [{ measure: 'companies-founded', where: { town: '$town' } }],
        periods: 12,
      },
      { kind: 'map', measure: 'companies-founded', where: {}, by: 'town' },
      {
        kind: 'pivot',
        title: text('出生人口：镇街与性别', 'Births by town and sex'),
        measure: 'births-registered',
        where: { town: '$town' },
        rows: 'town',
        columns: 'sex',
        periods: 1,
      },
    ],
    schedule: { every: 'month', workingDay: 3, hour: 8 },
  },
  {
    code: 'simulated-data-daily',
    title: text('虚构：数据质量快报', 'Invented: quality of data, now'),
    owner: dataOffice,
    audience: 'government',
    readers: [],
    grain: 'month',
    running: true,
    parameters: [],
    blocks: [
      {
        kind: 'table',
        title: text('本月问题数据', 'Findings of the month'),
        measures: [
          { measure: 'findings-found', where: {} },
          { measure: 'findings-mended', where: {} },
          { measure: 'findings-mended-share', where: {} },
        ],
        across: 'department',
        periods: 1,
        compare: [],
      },
      {
        kind: 'pivot',
        measure: 'findings-found',
        where: {},
        rows: 'department',
        columns: 'severity',
        periods: 1,
      },
    ],
  },
].map((report) => ReportDefinition.parse(report));

/** Whether the last period of a report has a figure: an issue without any would show nothing. */
async function hasFigures(
  context: Context,
  measure: string,
  grain: ReportDefinition['grain'],
): Promise<boolean> {
  const [point] = (await readStretch(context, measure, { grain, count: 1 })).points({});
  return point?.value !== null && point?.value !== undefined;
}

/** The first issue of a scheduled report, so that there is one to look at. */
async function firstIssue(context: Context, { code, grain, schedule }: ReportDefinition): Promise<void> {
  if (schedule === undefined || (await countIssues(context.db, code)) > 0) return;
  if (!(await hasFigures(context, 'companies-founded', grain))) return;
  const { reading, simulated } = await openReport(context, code, {});
  await makeIssue(context, { reading, simulated, cause: 'hand' });
}

/** Whoever composes reports in a simulated city. */
export const reporters: Played = {
  name: 'reports.reporters',
  grants: {
    'reports:read': 'city',
    'reports:compose': 'city',
    'reports:publish': 'city',
    'indicators:read': 'city',
  },
  async play(context) {
    const measures = new Set((await standingMeasures(context, context.db)).map(({ code }) => code));
    for (const report of reports) {
      const known = await readRow(context, context.db, Draft, report.code);
      if (!known && !usesOnly(report, measures)) continue;
      if (!known) {
        const revision = await saveDraft(context, { definition: report, revision: null, simulated: true });
        await publishReport(context, report.code, revision);
      }
      await firstIssue(context, report);
    }
  },
};

/** What no module here counts cannot stand in a report. */
const usesOnly = (report: ReportDefinition, measures: ReadonlySet<string>): boolean =>
  report.blocks.every((block) => {
    if (block.kind === 'text' || block.kind === 'include') return true;
    const used = 'measures' in block ? block.measures.map(({ measure }) => measure) : [block.measure];
    return used.every((code) => measures.has(code));
  });
