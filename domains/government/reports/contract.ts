import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Language, Text } from '#kernel/texts';
import { grains, ReportCode, ReportDefinition, ShownBlock } from './shapes.ts';

export {
  audienceNames,
  blockNames,
  causeNames,
  comparisonNames,
  grainNames,
  stateNames,
  wholeText,
} from './names.ts';
export {
  comparisons,
  draws,
  type Block,
  type BlockKind,
  type Cell,
  type Comparison,
  type Grain,
  type GridBlock,
  type Parameter,
  type ReportDefinition,
  type Schedule,
  type ShownBlock,
} from './shapes.ts';

const Fault = z.object({ path: z.string(), code: z.string(), detail: Text });
export type Fault = z.infer<typeof Fault>;

const Choice = z.object({
  name: z.string(),
  title: Text,
  value: z.string(),
  chosen: Text,
  values: z.array(z.object({ value: z.string(), title: Text })),
});
export type Choice = z.infer<typeof Choice>;

const shown = {
  code: z.string(),
  title: Text,
  owner: z.object({ code: z.string(), name: Text }),
  grain: z.enum(grains),
  period: z.string(),
  earlier: z.string().describe('the period before'),
  later: z.string().nullable().describe('the period after; null where it has not begun'),
  choices: z.array(Choice),
  blocks: z.array(ShownBlock),
  asOf: z.string().nullable().describe('the newest data behind it'),
  simulated: z.boolean(),
};

/** A report with its figures, as this reader sees them. */
export const ShownReport = z.object({
  ...shown,
  mayCompose: z.boolean(),
  mayIssue: z.boolean(),
});
export type ShownReport = z.infer<typeof ShownReport>;

/** One issue: figures as they were printed, with what was revised since. */
export const ShownIssue = z.object({
  ...shown,
  id: z.string(),
  number: z.int(),
  madeAt: z.string(),
  revised: z.int().describe('figures that are others now'),
});
export type ShownIssue = z.infer<typeof ShownIssue>;

const Composable = z.object({
  code: z.string(),
  title: Text,
  unit: Text,
  grain: z.enum(grains),
  ratio: z.boolean(),
  dimensions: z.array(z.object({ name: z.string(), title: Text, towns: z.boolean() })),
});
export type Composable = z.infer<typeof Composable>;

/** Measures that are looked at together, as the city's file has them. */
export const Theme = z.object({
  code: z.string(),
  title: Text,
  note: Text,
  measures: z.array(z.string()),
  dimensions: z.array(z.string()).describe('that all of them have'),
});
export type Theme = z.infer<typeof Theme>;

/** A measure looked at from one side. */
export const Explored = z.object({
  grain: z.enum(grains),
  period: z.string(),
  blocks: z.array(ShownBlock),
  asOf: z.string().nullable(),
  simulated: z.boolean(),
});
export type Explored = z.infer<typeof Explored>;

const ByCode = z.object({ code: ReportCode });
const ById = z.object({ id: z.string().max(64) });
const asked = {
  period: z.string().max(10).optional().describe('`2026-10`; the newest that is over when absent'),
  choose: z.string().max(400).optional().describe('`town:330281001,kind:fire`: parameters'),
};
const file = {
  format: z.enum(['xlsx', 'pdf']),
  language: Language.optional().describe('that of the request when absent'),
};
const read = { permission: 'reports:read', method: 'GET' } as const;
const compose = { permission: 'reports:compose' } as const;
const publish = { permission: 'reports:publish', method: 'POST', params: ByCode } as const;

export const operations = {
  materials: operation({
    ...read,
    path: '/materials',
    summary: { zh: '可用的指标、主题和报表', en: 'Measures, subjects and reports that can be used' },
    result: z.object({
      measures: z.array(Composable),
      themes: z.array(Theme),
      reports: z.array(z.object({ code: z.string(), title: Text })),
    }),
  }),
  values: operation({
    ...read,
    path: '/materials/:measure/:dimension',
    summary: { zh: '维度的取值', en: 'Values of a dimension' },
    params: z.object({ measure: z.string().max(60), dimension: z.string().max(40) }),
    result: z.object({ items: z.array(z.object({ value: z.string(), title: Text })) }),
  }),
  explore: operation({
    ...read,
    path: '/explore',
    summary: { zh: '探索指标', en: 'Look at a measure from one side' },
    query: z.object({
      measure: z.string().min(1).max(60),
      grain: z.enum(grains).optional(),
      period: z.string().max(10).optional(),
      periods: z.coerce.number().int().min(1).max(60).default(12),
      rows: z.string().max(40).optional(),
      columns: z.string().max(40).optional().describe('periods when absent'),
      where: z.string().max(400).optional().describe('`town:330281001,kind:fire`: only these'),
    }),
    result: Explored,
  }),
  preview: operation({
    ...compose,
    method: 'POST',
    path: '/preview',
    summary: { zh: '预览报表', en: 'See a report as it would be' },
    body: z.strictObject({ definition: ReportDefinition, ...asked }),
    result: z.object({ faults: z.array(Fault), shown: ShownReport }),
  }),
  draft: operation({
    ...compose,
    method: 'GET',
    path: '/drafts/:code/definition',
    summary: { zh: '编制中的报表', en: 'A report in the making' },
    params: ByCode,
    result: z.object({
      definition: ReportDefinition,
      revision: z.int(),
      state: z.string(),
      mayPublish: z.boolean(),
      simulated: z.boolean(),
    }),
  }),
  save: operation({
    ...compose,
    method: 'PUT',
    path: '/drafts/:code/definition',
    summary: { zh: '保存报表', en: 'Save a report' },
    params: ByCode,
    body: z.strictObject({
      definition: ReportDefinition,
      revision: z.int().nullable().describe('as it was when it was opened; null for a new one'),
    }),
    result: z.object({ code: z.string(), revision: z.int() }),
  }),
  publish: operation({
    ...publish,
    path: '/drafts/:code/publish',
    summary: { zh: '发布报表', en: 'Publish a report' },
    body: z.strictObject({ revision: z.int() }),
    result: z.object({ code: z.string() }),
  }),
  retire: operation({
    ...publish,
    path: '/drafts/:code/retire',
    summary: { zh: '停用报表', en: 'Take a report out of use' },
    body: z.strictObject({ reason: z.string().trim().min(2).max(500) }),
    result: z.object({ code: z.string() }),
  }),
  readReport: operation({
    ...read,
    path: '/reports/:code/shown',
    summary: { zh: '阅读报表', en: 'Read a report' },
    params: ByCode,
    query: z.object(asked),
    result: ShownReport,
  }),
  reportFile: operation({
    ...read,
    path: '/reports/:code/file',
    summary: { zh: '下载报表', en: 'Download a report' },
    params: ByCode,
    query: z.object({ ...asked, ...file }),
    download: true,
    result: z.unknown(),
  }),
  makeIssue: operation({
    ...publish,
    path: '/reports/:code/issues',
    summary: { zh: '出刊', en: 'Run an issue' },
    body: z.strictObject(asked),
    result: z.object({ id: z.string() }),
  }),
  readIssue: operation({
    ...read,
    path: '/issues/:id/shown',
    summary: { zh: '阅读一期报表', en: 'Read an issue of a report' },
    params: ById,
    result: ShownIssue,
  }),
  issueFile: operation({
    ...read,
    path: '/issues/:id/file',
    summary: { zh: '下载一期报表', en: 'Download an issue of a report' },
    params: ById,
    query: z.object(file),
    download: true,
    result: z.unknown(),
  }),
};
