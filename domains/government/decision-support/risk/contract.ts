import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { levels } from '../judging/detectors.ts';
import { RiskRule, RuleCode } from '../shapes.ts';
import { refusals } from './refusals.ts';

const Level = z.enum(levels);
const Fault = z.object({ path: z.string(), code: z.string(), detail: Text });
const read = { permission: 'decision-support:read', method: 'GET' } as const;
const define = { permission: 'decision-support:define' } as const;
const id = z.string().max(64);
const chance = z.number().nullable();
const minutes = z.number();

const ofStratum = {
  kind: z.string(),
  kindTitle: Text,
  byClock: z.boolean().describe('timed by the clock on the wall, not in office hours: its term is'),
  simulated: z.boolean(),
};

export const RiskCase = z.object({
  ...ofStratum,
  task: id,
  title: Text.nullable().describe('null for who may not open the task'),
  taskPath: z
    .string()
    .nullable()
    .describe('where the task is, below the console; null for who may not open it'),
  owner: z.string(),
  ownerTitle: Text.describe('invented where the case is'),
  dueAt: z.string(),
  chance: chance.describe('that it is closed after its date'),
  lower: chance,
  upper: chance,
  refused: z.enum(refusals).nullable().describe('why nothing can be said'),
  age: minutes.nullable().describe('minutes of its clock since it was opened, pauses left out'),
  until: minutes.nullable().describe('age at which it is due'),
  median: minutes.nullable().describe('minutes until half of those that got as old were closed'),
  level: Level.nullable().describe('of the highest warning that stands'),
  warning: z.string().nullable(),
  asOf: z.string(),
});
export type RiskCase = z.infer<typeof RiskCase>;

const Points = z
  .array(z.tuple([minutes, z.number()]))
  .describe('share that is still open after so many minutes');

export const RiskCaseFound = z.object({
  case: RiskCase,
  whole: z.object({ count: z.int(), closed: z.int(), points: Points }).nullable(),
  own: z
    .object({
      count: z.int(),
      closed: z.int(),
      apart: chance.describe(
        'how likely so great a difference from the other owners is by chance (log-rank)',
      ),
      points: Points,
    })
    .nullable(),
});
export type RiskCaseFound = z.infer<typeof RiskCaseFound>;

const Tenth = z.object({ count: z.int(), foretold: z.number(), seen: z.number() });
const tested = {
  tested: z.int().describe('foretold at past moments, from what was known then, and held against what came'),
  brier: chance.describe('mean square of what was foretold less what came'),
  base: chance.describe('the same of whoever foretells everybody the share that was late'),
  share: chance.describe('share that was late'),
  tenths: z.array(Tenth).describe('what was foretold beside what came, the least first'),
};

export const RiskKind = z.object({
  ...ofStratum,
  ...tested,
  count: z.int().describe('tasks learnt from'),
  closed: z.int(),
  enough: z.boolean().describe('enough were closed for something to be said'),
  open: z.int(),
  asOf: z.string(),
});
export type RiskKind = z.infer<typeof RiskKind>;

export const RiskTested = z.object({
  faults: z.array(Fault).describe('empty: it can be saved'),
  since: z.string().nullable().describe('first of the moments'),
  moments: z.int(),
  cases: z.int().describe('cases that were open at any of the moments and of which something could be said'),
  refused: z.int().describe('of which nothing could be said'),
  raised: z.int().describe('of which it would have warned, each once'),
  late: z.int().describe('of those: were late'),
  inTime: z.int().describe('of those: were closed in time'),
  missed: z.int().describe('were late without a warning'),
  precision: chance,
  recall: chance,
  leadDays: z
    .number()
    .nullable()
    .describe('median days from the warning to the date of those that were late'),
  byLevel: z.array(z.object({ level: Level, count: z.int(), late: z.int() })),
  ...tested,
});
export type RiskTested = z.infer<typeof RiskTested>;

export const riskOperations = {
  riskCases: operation({
    ...read,
    path: '/risk/cases',
    summary: { zh: '未结事项的逾期风险', en: 'Open cases by how likely they are to be late' },
    query: z.strictObject({
      kind: z.string().max(100).optional(),
      owner: id.optional(),
      level: Level.optional(),
      'due.from': z.iso.date().optional(),
      'due.to': z.iso.date().optional().describe('due by the end of this day'),
      after: z.string().max(200).optional().describe('`next` of the page before'),
      limit: z.coerce.number().int().min(1).max(200).default(50),
    }),
    result: z.object({ items: z.array(RiskCase), next: z.string().nullable() }),
  }),
  riskCase: operation({
    ...read,
    path: '/risk/cases/:task',
    summary: { zh: '一件未结事项的逾期风险及依据', en: 'What speaks for a case being late' },
    params: z.object({ task: id }),
    result: RiskCaseFound,
  }),
  riskKinds: operation({
    ...read,
    path: '/risk/kinds',
    summary: {
      zh: '各类事项的推算依据和准确程度',
      en: 'What is foretold of which kinds, and how good that has been',
    },
    result: z.object({ items: z.array(RiskKind) }),
  }),
  judgeRisks: operation({
    ...define,
    method: 'POST',
    path: '/risk/judge',
    summary: { zh: '现在推算逾期风险', en: 'Foretell anew' },
    result: z.object({ job: z.string() }),
  }),
  caseRule: operation({
    ...define,
    method: 'GET',
    path: '/case-rules/:code',
    summary: { zh: '事项风险规则的定义', en: 'The definition of a rule of cases' },
    params: z.object({ code: RuleCode }),
    result: z.object({ rule: RiskRule, simulated: z.boolean(), fromFile: z.boolean() }),
  }),
  defineCaseRule: operation({
    ...define,
    method: 'PUT',
    path: '/case-rules/:code',
    summary: { zh: '保存事项风险规则', en: 'Save a rule of cases' },
    params: z.object({ code: RuleCode }),
    body: z.strictObject({
      rule: RiskRule,
      simulated: z.boolean().default(false).describe('invented: it watches invented cases alone'),
    }),
    result: z.object({ code: z.string() }),
  }),
  backTestCases: operation({
    ...define,
    method: 'POST',
    path: '/case-rules/back-test',
    summary: { zh: '回测事项风险规则', en: 'Of which cases a rule would have warned' },
    body: z.strictObject({
      rule: RiskRule,
      weeks: z.int().min(1).max(52).default(12),
      simulated: z.boolean().default(false),
    }),
    result: RiskTested,
  }),
};
