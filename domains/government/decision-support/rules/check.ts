import { fill, type Text } from '#kernel/texts';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import { warningKinds } from '../kinds.ts';
import { misplaced } from '../judging/detectors.ts';
import { grains, type RiskRule, type RuleDefinition } from '../shapes.ts';

/** Why a rule is refused: stable codes, words in both languages. */
const reasons = {
  'measure-unknown': { zh: '没有指标 {measure}。', en: 'There is no measure {measure}.' },
  'grain-too-fine': {
    zh: '指标 {measure} 最细按 {grain} 统计。',
    en: '{measure} is kept by {grain} at the finest.',
  },
  'dimension-unknown': {
    zh: '指标 {measure} 没有维度 {name}。',
    en: '{measure} is not told apart by {name}.',
  },
  'dimension-twice': {
    zh: '{name} 已经限定为一个值，不能再逐个盯。',
    en: '{name} is one value already: it cannot be watched for each.',
  },
  'levels-order': {
    zh: '级别越高，限值须越远：蓝、黄、橙、红依次递进。',
    en: 'The higher the level, the farther its limit: blue, yellow, orange, red in their order.',
  },
  'clear-beyond': {
    zh: '解除值在最低一级限值之外：一报就解除不了，或永远在解除。',
    en: 'It would clear beyond the lowest limit: on the wrong side of what raises it.',
  },
  'share-needed': {
    zh: 'p 控制图要求指标是部分占总体的比率；{measure} 不是比率。',
    en: 'A p-chart wants a share of a whole: {measure} is no ratio.',
  },
  'rate-needed': {
    zh: 'u 控制图要求指标是次数除以单位数；{measure} 不是比率。',
    en: 'A u-chart wants events for each unit: {measure} is no ratio.',
  },
  'kind-unknown': { zh: '没有 {kind} 这类事项。', en: 'There is no kind of case {kind}.' },
  'kind-own': {
    zh: '预警自身的任务不再预警。',
    en: 'Of the tasks of warnings nothing is warned.',
  },
  'code-twice': { zh: '已有规则 {code}。', en: 'There is a rule {code} already.' },
  'owner-unknown': { zh: '没有机构 {owner}。', en: 'There is no organisation {owner}.' },
} as const satisfies Readonly<Record<string, Text>>;

export interface RuleFault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: Text;
}

export const ruleFault = (
  path: RuleFault['path'],
  reason: keyof typeof reasons,
  facts: Readonly<Record<string, string>> = {},
): RuleFault => ({ path, code: `decision-support.${reason}`, message: fill(reasons[reason], facts) });

/** A mean is a ratio of its own, but its items do not count or not: no chart of counts. */
const isRatio = ({ denominator, derived }: MeasureDefinition): boolean =>
  denominator !== undefined || derived?.denominator !== undefined;

function chartFaults({ detector, measure: code }: RuleDefinition, measure: MeasureDefinition): RuleFault[] {
  if (detector.kind !== 'control' || isRatio(measure)) return [];
  const { chart } = detector;
  if (chart !== 'p' && chart !== 'u') return [];
  const reason = chart === 'p' ? 'share-needed' : 'rate-needed';
  return [ruleFault(['detector', 'chart'], reason, { measure: code })];
}

function sliceFaults(rule: RuleDefinition, measure: MeasureDefinition): RuleFault[] {
  const { by, where, grain, measure: code } = rule;
  const names = new Set(measure.dimensions.map(({ name }) => name));
  const unknown = (path: RuleFault['path'], name: string) =>
    names.has(name) ? [] : [ruleFault(path, 'dimension-unknown', { measure: code, name })];
  const fine = grain !== undefined && grains.indexOf(grain) < grains.indexOf(measure.grain);
  return [
    ...(fine ? [ruleFault(['grain'], 'grain-too-fine', { measure: code, grain: measure.grain })] : []),
    ...Object.keys(where).flatMap((name) => unknown(['where', name], name)),
    ...(by === undefined ? [] : unknown(['by'], by)),
    ...(by !== undefined && by in where ? [ruleFault(['by'], 'dimension-twice', { name: by })] : []),
  ];
}

/** What is wrong with the levels of a detector, and with where it clears. */
function levelFaults(detector: Parameters<typeof misplaced>[0]): RuleFault[] {
  const wrong = misplaced(detector);
  if (wrong === undefined) return [];
  return [ruleFault(['detector', wrong], wrong === 'levels' ? 'levels-order' : 'clear-beyond')];
}

/** What is wrong with a rule of cases by itself. */
export const caseRuleFaults = ({ detector, taskKind }: RiskRule): RuleFault[] => [
  ...levelFaults(detector),
  ...(taskKind !== undefined && warningKinds.includes(taskKind) ? [ruleFault(['taskKind'], 'kind-own')] : []),
];

/** Everything that is wrong with a rule; empty when it can be saved. @param measure that it watches, where it stands */
export function ruleFaults(rule: RuleDefinition, measure: MeasureDefinition | undefined): RuleFault[] {
  const own = levelFaults(rule.detector);
  if (!measure) return [...own, ruleFault(['measure'], 'measure-unknown', { measure: rule.measure })];
  return [...own, ...sliceFaults(rule, measure), ...chartFaults(rule, measure)];
}
