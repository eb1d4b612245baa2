import { z } from 'zod';
import { operation } from '#kernel/operation';
import { Text } from '#kernel/texts';
import { Detector, levels } from './judging/detectors.ts';
import { miningOperations } from './mining/contract.ts';
import { verdicts } from './names.ts';
import { riskOperations } from './risk/contract.ts';
import { grains, Place, RuleCode, RuleDefinition, WarningPoint } from './shapes.ts';

export {
  detectorNames,
  levelNames,
  levels,
  usedLevels,
  type Detector,
  type Level,
  type Risk,
} from './judging/detectors.ts';
export { grainNames, stateNames, verdictNames, verdicts, type State, type Verdict } from './names.ts';
export type {
  Check,
  DriversFound,
  Ground,
  ForecastFound,
  HistoryFound,
  PairsFound,
  SegmentsFound,
  TableFound,
  Warning as Misreading,
} from './mining/contract.ts';
export type { RiskCase, RiskCaseFound, RiskKind, RiskTested } from './risk/contract.ts';
export { refusalNames, type Refusal } from './risk/refusals.ts';
export { type RiskRule, type RuleDefinition, type WarningPoint } from './shapes.ts';

const words = z.string().trim().min(2).max(1000);
const ById = z.object({ id: z.string().max(64) });
const ByCode = z.object({ code: RuleCode });
const Done = z.object({ done: z.literal(true) });
const Level = z.enum(levels);

const Fault = z.object({ path: z.string(), code: z.string(), detail: Text });

export const BackTest = z.object({
  faults: z.array(Fault).describe('empty: it can be saved'),
  since: z.string().nullable().describe('first day of the first period that was judged'),
  raised: z.int(),
  byLevel: z.array(z.object({ level: Level, count: z.int() })),
  places: z.int().describe('how many places were judged'),
  unjudged: z.int().describe('places with too few periods before'),
  invented: z.boolean().describe('fixed limits of a real rule were not held against simulated values'),
  lines: z.array(
    z.object({
      key: z.string(),
      title: Text,
      points: z.array(WarningPoint),
      episodes: z.array(
        z.object({ begins: z.string(), last: z.string(), level: Level, over: z.string().nullable() }),
      ),
    }),
  ),
});
export type BackTest = z.infer<typeof BackTest>;

const Score = z.object({
  raised: z.int(),
  right: z.int().describe('of the warnings judged true, those it would raise'),
  wrong: z.int().describe('of the false alarms, those it would raise'),
  found: z.int().describe('of the missed events, those it would raise'),
  unknown: z.int().describe('raised where nobody has said what it was'),
});

export const Proposed = z.object({
  rule: z.string(),
  known: z.int().describe('warnings judged and events missed, by which it is learnt'),
  since: z.string().nullable(),
  present: Score.nullable(),
  proposal: z
    .object({ detector: Detector, score: Score })
    .nullable()
    .describe('null: nothing better is known'),
});
export type Proposed = z.infer<typeof Proposed>;

export const RuleQuality = z.object({
  rule: z.string(),
  title: Text,
  inForce: z.boolean(),
  raised: z.int(),
  standing: z.int(),
  right: z.int().describe('judged true'),
  wrong: z.int().describe('judged false alarms'),
  dataErrors: z.int(),
  withdrawn: z.int().describe('by revision, before anybody closed them'),
  missed: z.int().describe('events that people marked as not seen'),
  precision: z.number().nullable().describe('true among true and false'),
  recall: z.number().nullable().describe('true among true and missed'),
  leadDays: z.number().nullable().describe('median days from raising to what happened'),
  hoursToAcknowledge: z.number().nullable(),
  hoursToClose: z.number().nullable(),
  simulated: z.boolean(),
  byLevel: z
    .array(
      z.object({
        level: Level,
        raised: z.int(),
        right: z.int(),
        wrong: z.int(),
        precision: z.number().nullable(),
      }),
    )
    .describe('by the level that people judged; of what nobody judged by the last that it had'),
});
export type RuleQuality = z.infer<typeof RuleQuality>;

const WarningSeries = z.object({
  measure: z.string().nullable().describe('null: it is about a case'),
  measureTitle: Text,
  unit: Text,
  grain: z.enum(grains),
  ruleTitle: Text.nullable(),
  detector: Detector.nullable().describe('as the rule is now; null where it is withdrawn'),
  points: z.array(WarningPoint).describe('judged by the rule as it is now'),
  rowsPath: z
    .string()
    .nullable()
    .describe('where the rows of a period open, below the console; `period` is added; of a case null'),
  casePath: z.string().nullable().describe('where the case is judged, below the console'),
  mayWork: z.boolean(),
  mayAnswer: z.boolean().describe('the owner of the data has not answered, and this reader may'),
});
export type WarningSeries = z.infer<typeof WarningSeries>;

const work = { permission: 'decision-support:work', method: 'POST', params: ById, result: Done } as const;
const define = { permission: 'decision-support:define' } as const;
const read = { permission: 'decision-support:read', method: 'GET' } as const;
const day = z.iso.date().optional().describe('when what it warned of happened');

export const operations = {
  ...miningOperations,
  ...riskOperations,
  series: operation({
    ...read,
    path: '/warnings/:id/series',
    summary: { zh: '预警的数值与界限', en: 'Values and limits behind a warning' },
    params: ById,
    result: WarningSeries,
  }),
  acknowledge: operation({
    ...work,
    path: '/warnings/:id/acknowledge',
    summary: { zh: '确认预警', en: 'Acknowledge' },
  }),
  judge: operation({
    ...work,
    path: '/warnings/:id/judge',
    summary: { zh: '研判预警', en: 'Say what a warning really is' },
    body: z.strictObject({ verdict: z.enum(verdicts), reason: words, happenedOn: day }),
  }),
  takeMeasures: operation({
    ...work,
    path: '/warnings/:id/measures',
    summary: { zh: '登记处置措施', en: 'Say what is being done' },
    body: z.strictObject({ measures: words }),
  }),
  close: operation({
    ...work,
    path: '/warnings/:id/close',
    summary: { zh: '办结预警', en: 'Close a warning with its evidence' },
    body: z.strictObject({ evidence: words, happenedOn: day }),
  }),
  answerData: operation({
    ...work,
    path: '/warnings/:id/data-answer',
    summary: { zh: '答复数据是否有误', en: 'Say whether the data were wrong' },
    body: z.strictObject({ mended: z.boolean(), answer: words }),
  }),
  ruleMeasures: operation({
    ...define,
    method: 'GET',
    path: '/rule-measures',
    summary: { zh: '可以盯的指标', en: 'Measures that can be watched' },
    result: z.object({
      items: z.array(
        z.object({
          code: z.string(),
          title: Text,
          grain: z.enum(grains),
          ratio: z.boolean(),
          owner: z.string(),
          dimensions: z.array(z.object({ name: z.string(), title: Text })),
        }),
      ),
    }),
  }),
  backTest: operation({
    ...define,
    method: 'POST',
    path: '/rules/back-test',
    summary: { zh: '回测规则', en: 'What a rule would have raised' },
    body: z.strictObject({
      rule: RuleDefinition,
      periods: z.int().min(1).max(120).default(24),
      simulated: z.boolean().default(false),
    }),
    result: BackTest,
  }),
  definition: operation({
    ...define,
    method: 'GET',
    path: '/rules/:code/definition',
    summary: { zh: '规则的定义', en: 'The definition of a rule' },
    params: ByCode,
    result: z.object({ rule: RuleDefinition, simulated: z.boolean(), fromFile: z.boolean() }),
  }),
  defineRule: operation({
    ...define,
    method: 'PUT',
    path: '/rules/:code',
    summary: { zh: '保存规则', en: 'Save a rule' },
    params: ByCode,
    body: z.strictObject({
      rule: RuleDefinition,
      simulated: z.boolean().default(false).describe('invented, for a simulated city'),
    }),
    result: z.object({ code: z.string() }),
  }),
  retireRule: operation({
    ...define,
    method: 'POST',
    path: '/rules/:code/retire',
    summary: { zh: '停用规则', en: 'Take a rule out of force' },
    params: ByCode,
    result: Done,
  }),
  proposal: operation({
    ...define,
    method: 'GET',
    path: '/rules/:code/proposal',
    summary: { zh: '建议的界限', en: 'Limits that would have served better' },
    params: ByCode,
    result: Proposed,
  }),
  miss: operation({
    ...work,
    path: '/rules/:code/misses',
    params: ByCode,
    summary: { zh: '登记漏报', en: 'Mark an event that a rule did not see' },
    body: z.strictObject({ period: z.string().max(10), where: Place.default({}), what: words }),
    result: z.object({ id: z.string() }),
  }),
  quality: operation({
    ...read,
    path: '/quality',
    summary: { zh: '预警质量', en: 'How good the warnings were' },
    result: z.object({ items: z.array(RuleQuality), asOf: z.string() }),
  }),
};
