import { mostCompared, priorities, reciprocalMatrix, tolerableRatio } from '#engines/composite-evaluation';
import { fill, type Text } from '#kernel/texts';
import { holdsStock } from '#platform/sense/indicators';
import type { MeasureDefinition } from '#platform/sense/indicators/contract';
import { grains, leavesOf, type MeasureLeaf, type SchemeDefinition, type Weighting } from '../shapes.ts';

/** Why a scheme is refused: stable codes, words in both languages. */
const reasons = {
  'unit-unknown': { zh: '没有机构 {unit}。', en: 'There is no organisation {unit}.' },
  'unit-twice': { zh: '机构 {unit} 写了两次。', en: '{unit} stands there twice.' },
  'code-twice': { zh: '指标项 {code} 写了两次。', en: 'The criterion {code} stands there twice.' },
  'ends-first': { zh: '止于开始之前。', en: 'It ends before it begins.' },
  'measure-unknown': { zh: '没有指标 {measure}。', en: 'There is no measure {measure}.' },
  'dimension-unknown': {
    zh: '指标 {measure} 没有维度 {by}，分不出各单位。',
    en: '{measure} has no dimension {by}: it does not tell the units apart.',
  },
  'grain-too-fine': {
    zh: '指标 {measure} 最细按 {grain} 统计。',
    en: '{measure} is kept by {grain} at the finest.',
  },
  'not-additive': {
    zh: '指标 {measure} 各期不能相加，请只用最后一期。',
    en: '{measure} does not add up over periods: take the last of them.',
  },
  'target-is-floor': { zh: '目标与底线相同。', en: 'The target is its own floor.' },
  'ratio-needed': {
    zh: '指标 {measure} 不是比率，没有小样本可以收缩。',
    en: '{measure} is no ratio: there are no few cases to draw towards the others.',
  },
  'weights-count': {
    zh: '{count} 项要有 {count} 个权重，且不能都是零。',
    en: 'For {count} items there are {count} weights, and one above nought.',
  },
  'judgements-count': {
    zh: '{count} 项两两比较要有 {pairs} 个判断。',
    en: 'Of {count} items there are {pairs} pairs to be judged.',
  },
  'too-many-compared': {
    zh: '一次最多两两比较 {most} 项。',
    en: 'No more than {most} are compared in pairs.',
  },
  inconsistent: {
    zh: '判断前后矛盾：一致性比率 {ratio}，超过 0.1。请修改判断，或写明为什么仍然采用。',
    en: 'The judgements contradict each other: consistency ratio {ratio}, above 0.1. Change them, or say why they are used.',
  },
  'follows-unknown': { zh: '没有上一期方案 {follows}。', en: 'There is no scheme {follows} to follow.' },
} as const satisfies Readonly<Record<string, Text>>;

export interface SchemeFault {
  readonly path: string;
  readonly code: string;
  readonly detail: Text;
}

export const fault = (
  path: string,
  reason: keyof typeof reasons,
  facts: Readonly<Record<string, string | number>> = {},
): SchemeFault => ({ path, code: `performance.${reason}`, detail: fill(reasons[reason], facts) });

/** Judgements of pairs: as many as there are, and no contradiction without a reason. */
function pairFaults(
  path: string,
  count: number,
  weighting: Extract<Weighting, { method: 'ahp' }>,
): SchemeFault[] {
  if (count > mostCompared) return [fault(path, 'too-many-compared', { most: mostCompared })];
  const pairs = (count * (count - 1)) / 2;
  if (weighting.judgements.length !== pairs) return [fault(path, 'judgements-count', { count, pairs })];
  const { consistencyRatio } = priorities(reciprocalMatrix(count, weighting.judgements));
  return consistencyRatio > tolerableRatio && weighting.reason === undefined
    ? [fault(path, 'inconsistent', { ratio: consistencyRatio.toFixed(3) })]
    : [];
}

function weightFaults(path: string, count: number, weighting: Weighting): SchemeFault[] {
  if (weighting.method === 'entropy') return [];
  if (weighting.method === 'ahp') return pairFaults(path, count, weighting);
  const { weights } = weighting;
  const fits = weights.length === count && weights.some((weight) => weight > 0);
  return fits ? [] : [fault(path, 'weights-count', { count })];
}

/** Nothing that stands at the end of a period adds up over several, be it in itself or in what a measure is made of. */
const addsUp = (measure: MeasureDefinition, measures: Known['measures']): boolean =>
  !holdsStock(measure, measures) &&
  [measure.numerator, measure.denominator].every(
    (side) => side === undefined || ['count', 'sum', 'average'].includes(side.aggregate),
  );

const isRatio = ({ denominator, derived, numerator }: MeasureDefinition): boolean =>
  denominator !== undefined || derived?.denominator !== undefined || numerator?.aggregate === 'average';

function sliceFaults(
  path: string,
  leaf: MeasureLeaf,
  measure: MeasureDefinition,
  { grain, measures }: Pick<SchemeDefinition, 'grain'> & Pick<Known, 'measures'>,
) {
  const { measure: code, by } = leaf;
  const found: SchemeFault[] = [];
  if (!measure.dimensions.some(({ name }) => name === by))
    found.push(fault(`${path}.by`, 'dimension-unknown', { measure: code, by }));
  const fine = measure.grain !== 'day' && grains.indexOf(measure.grain) > grains.indexOf(grain);
  if (fine) found.push(fault(`${path}.measure`, 'grain-too-fine', { measure: code, grain: measure.grain }));
  if (leaf.over === 'all' && !addsUp(measure, measures))
    found.push(fault(`${path}.over`, 'not-additive', { measure: code }));
  if (leaf.shrink && !isRatio(measure))
    found.push(fault(`${path}.shrink`, 'ratio-needed', { measure: code }));
  return found;
}

function leafFaults(
  path: string,
  leaf: MeasureLeaf,
  known: Known,
  grain: SchemeDefinition['grain'],
): SchemeFault[] {
  const { scoring, measure: code } = leaf;
  const flat = scoring.method === 'target' && scoring.target === scoring.floor;
  const own = flat ? [fault(`${path}.scoring`, 'target-is-floor')] : [];
  const measure = known.measures.get(code);
  if (!measure) return [...own, fault(`${path}.measure`, 'measure-unknown', { measure: code })];
  return [...own, ...sliceFaults(path, leaf, measure, { grain, measures: known.measures })];
}

export interface Known {
  readonly measures: ReadonlyMap<string, MeasureDefinition>;
  readonly organisations: ReadonlySet<string>;
  readonly schemes: ReadonlySet<string>;
}

const twice = (values: readonly string[]): string[] =>
  values.filter((value, at) => values.indexOf(value) < at);

function whoFaults(scheme: SchemeDefinition, { organisations, schemes }: Known): SchemeFault[] {
  const { units, office, follows, begins, ends } = scheme;
  const unknown = [office, ...units].filter((unit) => !organisations.has(unit));
  return [
    ...unknown.map((unit) => fault(unit === office ? 'office' : 'units', 'unit-unknown', { unit })),
    ...twice(units).map((unit) => fault('units', 'unit-twice', { unit })),
    ...(begins > ends ? [fault('ends', 'ends-first')] : []),
    ...(follows === undefined || schemes.has(follows)
      ? []
      : [fault('follows', 'follows-unknown', { follows })]),
  ];
}

/** Everything that is wrong with a scheme; empty when it can be saved. */
export function schemeFaults(scheme: SchemeDefinition, known: Known): SchemeFault[] {
  const codes = [...scheme.groups, ...leavesOf(scheme), ...scheme.adjustments].map(({ code }) => code);
  const own = scheme.groups.flatMap((group, at) => [
    ...weightFaults(`groups.${at}.weighting`, group.leaves.length, group.weighting),
    ...group.leaves.flatMap((leaf, place) =>
      leaf.kind === 'measure' ? leafFaults(`groups.${at}.leaves.${place}`, leaf, known, scheme.grain) : [],
    ),
  ]);
  return [
    ...whoFaults(scheme, known),
    ...twice(codes).map((code) => fault('groups', 'code-twice', { code })),
    ...weightFaults('weighting', scheme.groups.length, scheme.weighting),
    ...own,
  ];
}
