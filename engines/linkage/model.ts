import { levelsOf, type ComparatorKind } from './comparator-kinds.ts';
import { blockKeys, type BlockRule } from './compile-pairs.ts';
import type { LinkageConfig } from './config.ts';
import type { Estimate, Parameters } from './estimate.ts';
import { LinkageError } from './linkage-error.ts';

/** One comparison as it was learned; levels from "different" up. */
export interface ModelComparison {
  readonly name: string;
  readonly as: ComparatorKind;
  readonly levels: readonly { readonly label: string; readonly m: number; readonly u: number }[];
}

/** What was learned, as plain JSON: enough to compare further records in the same way, and to say why. */
export interface LinkageModel {
  readonly format: 'yaojiang-linkage-model';
  readonly version: 1;
  /** When it was made: the instant or version that its maker gave. */
  readonly vintage: string;
  readonly seed: number;
  readonly prior: number;
  readonly comparisons: readonly ModelComparison[];
  /** Rules by which pairs are looked for: labels of keys that must all hold. */
  readonly blocks: readonly (readonly string[])[];
  /** Codes of the ways to agree in which an equal checked identifier settles a pair; none when not given. */
  readonly settled?: readonly string[];
  /** Estimated share of the matches that the rules find; an upper estimate. */
  readonly blockRecall: number;
  readonly trained: {
    readonly left: number;
    readonly right: number;
    readonly pairs: number;
    readonly rounds: number;
    readonly converged: boolean;
  };
}

export interface Learned {
  readonly estimate: Estimate;
  readonly blocks: readonly BlockRule[];
  readonly blockRecall: number;
  readonly records: { readonly left: number; readonly right: number };
  readonly pairs: number;
  readonly settled: readonly string[];
  readonly vintage: string;
}

const different = 'different';

/** Labels of a comparison's digits from 1 up. */
export const labelsOf = (as: ComparatorKind): string[] => [
  different,
  ...levelsOf(as)
    .map(({ label }) => label)
    .toReversed(),
];

const rounded = (value: number): number => Number(value.toPrecision(9));

export function makeModel(config: LinkageConfig, learned: Learned): LinkageModel {
  const { estimate, records, pairs } = learned;
  return {
    format: 'yaojiang-linkage-model',
    version: 1,
    vintage: learned.vintage,
    seed: config.seed,
    prior: rounded(estimate.prior),
    comparisons: config.compare.map(({ name, as }, at) => ({
      name,
      as,
      levels: labelsOf(as).map((label, level) => ({
        label,
        m: rounded(estimate.m[at]?.[level] ?? 0),
        u: rounded(estimate.u[at]?.[level] ?? 0),
      })),
    })),
    blocks: learned.blocks.map((rule) => rule.map(({ label }) => label)),
    ...(learned.settled.length > 0 && { settled: learned.settled }),
    blockRecall: rounded(learned.blockRecall),
    trained: { ...records, pairs, rounds: estimate.rounds, converged: estimate.converged },
  };
}

export const parametersOf = (model: LinkageModel): Parameters => ({
  prior: model.prior,
  m: model.comparisons.map(({ levels }) => levels.map(({ m }) => m)),
  u: model.comparisons.map(({ levels }) => levels.map(({ u }) => u)),
});

const wrong = (field: string, zh: string, en: string) =>
  new LinkageError('linkage.model-invalid', field, {
    zh: `模型 ${field}：${zh}`,
    en: `model ${field}: ${en}`,
  });

/** The model's rules with the keys of this configuration. */
export function blocksOf(model: LinkageModel, config: LinkageConfig): BlockRule[] {
  const keys = new Map(blockKeys(config.compare).map((key) => [key.label, key]));
  return model.blocks.map((labels, at) =>
    labels.map((label) => {
      const key = keys.get(label);
      if (!key) throw wrong(`blocks[${at}]`, `没有“${label}”`, `there is no "${label}"`);
      return key;
    }),
  );
}

const isShare = (value: unknown): boolean => typeof value === 'number' && value > 0 && value <= 1;

function checkLevels(model: LinkageModel): void {
  for (const [at, { as, levels }] of model.comparisons.entries())
    if (levels.length !== labelsOf(as).length || !levels.every(({ m, u }) => isShare(m) && isShare(u)))
      throw wrong(
        `comparisons[${at}].levels`,
        '应为该比较的全部等级及其 m、u',
        'must be all levels of the comparison with their m and u',
      );
}

function checkSettled({ settled }: LinkageModel): void {
  if (settled === undefined) return;
  if (!Array.isArray(settled) || !settled.every((code) => /^[0-9]{1,18}$/.test(String(code))))
    throw wrong('settled', '应为编码列表', 'must be a list of codes');
}

/**
 * Reads a model back from JSON for a configuration.
 * @throws LinkageError `linkage.model-invalid`, or `linkage.model-other-config` when it was learned for other comparisons
 */
export function parseLinkageModel(value: unknown, config: LinkageConfig): LinkageModel {
  const model = value as LinkageModel;
  if (typeof value !== 'object' || value === null || model.format !== 'yaojiang-linkage-model')
    throw wrong('format', '不是链接模型', 'this is no model of a linkage');
  if (model.version !== 1) throw wrong('version', '不认识的版本', 'of a version that is not known');
  if (!isShare(model.prior)) throw wrong('prior', '应为 0 至 1 的数', 'must be a number between 0 and 1');
  if (!Array.isArray(model.comparisons) || !Array.isArray(model.blocks))
    throw wrong('comparisons', '缺少内容', 'is not complete');
  const learned = model.comparisons.map(({ name, as }) => `${name}:${as}`).join(' ');
  const asked = config.compare.map(({ name, as }) => `${name}:${as}`).join(' ');
  if (learned !== asked)
    throw new LinkageError('linkage.model-other-config', 'compare', {
      zh: `模型是为另一组比较学习的：${learned}；配置为：${asked}`,
      en: `the model was learned for other comparisons: ${learned}; the configuration has ${asked}`,
    });
  checkLevels(model);
  checkSettled(model);
  blocksOf(model, config);
  return model;
}
