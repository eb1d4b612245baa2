import { createHash } from 'node:crypto';
import {
  explain,
  link,
  LinkageError,
  parseLinkageModel,
  type Explanation,
  type Linkage,
  type LinkageConfig,
  type LinkageModel,
} from '#engines/linkage';
import type { LakeSession } from '#kernel/lake';
import { Problem } from '#kernel/problem';
import { engineConfig } from './city.ts';
import type { Looked } from './held-store.ts';
import { bandPairs, type Weighed } from './rules.ts';
import type { Comparisons } from './shapes.ts';
import * as results from './result-store.ts';

/** A pair with why it weighs what it weighs. */
export interface Found extends Omit<Weighed, 'person' | 'band'> {
  readonly id: string;
  /** Null: nobody of the register is found to be the row. */
  readonly person: string | null;
  readonly band: Weighed['band'] | 'none';
  readonly probability: number;
  readonly prior: number;
  readonly comparisons: Comparisons;
}

/** `L` and twelve figures of a hash: the same row and person are the same pair; so are the same row and nobody. */
export const pairId = (row: string, person: string | null): string =>
  `L${createHash('sha256')
    .update(`${row}\n${person ?? ''}`)
    .digest('hex')
    .slice(0, 12)
    .toUpperCase()}`;

const explainedAtOnce = 500;

async function explained(
  session: LakeSession,
  config: LinkageConfig,
  linkage: Linkage,
  pairs: readonly results.Scored[],
): Promise<Map<string, Explanation>> {
  const all = new Map<string, Explanation>();
  for (let at = 0; at < pairs.length; at += explainedAtOnce) {
    const piece = pairs.slice(at, at + explainedAtOnce).map(({ row, person }) => [row, person] as const);
    for (const each of await explain(session, config, linkage, piece))
      all.set(pairId(each.left, each.right), each);
  }
  return all;
}

/**
 * Holds the rows without a number against the register, under a frozen model: the pairs that join by themselves and those
 * for a person, in an order that does not change. The rows are laid out in the session.
 * @param by.refused ids of pairs that a person found to be different
 */
export async function weighHeld(
  session: LakeSession,
  { compared }: Looked,
  by: {
    readonly parameters: unknown;
    readonly refused: ReadonlySet<string>;
    /** Rows that founded a person, with the person: nobody else is sure to be them without people who say so. */
    readonly founders: ReadonlyMap<string, string>;
  },
): Promise<Found[]> {
  const config = engineConfig(compared);
  const model = parseLinkageModel(by.parameters, config);
  let linkage: Linkage;
  try {
    linkage = await link(
      session,
      config,
      { left: 'held', right: 'persons' },
      { model, vintage: model.vintage },
    );
  } catch (error) {
    if (error instanceof LinkageError && error.code === 'linkage.nothing-to-compare') return [];
    throw error;
  }
  const possible = (await results.scored(session)).filter(
    ({ row, person }) => !by.refused.has(pairId(row, person)) && by.founders.get(row) !== person,
  );
  const chosen = bandPairs(possible, { lead: compared.lead, most: compared.candidates }).map((each) =>
    by.founders.has(each.row) ? { ...each, band: 'clerical' as const } : each,
  );
  const told = await explained(session, config, linkage, chosen);
  return chosen.flatMap(({ row, person, weight, band, probability }): Found[] => {
    const id = pairId(row, person);
    const why = told.get(id);
    if (!why) return [];
    const comparisons = why.comparisons.map(({ name, level, weight: bits }) => ({
      attribute: name,
      level,
      weight: Math.round(bits * 1000) / 1000,
    }));
    return [{ id, row, person, weight, band, probability, prior: why.prior, comparisons }];
  });
}

/** A row of which nobody of the register is found to be it. */
export const alone = (row: string): Found => ({
  id: pairId(row, null),
  row,
  person: null,
  band: 'none',
  weight: 0,
  probability: 0,
  prior: 0,
  comparisons: [],
});

/**
 * Learns a model without labels from the rows of the register's sources against the register.
 * @throws Problem 409 `linkage.cannot-learn` when there is too little to learn from
 */
export async function learnModel(
  session: LakeSession,
  { compared }: Looked,
  vintage: string,
): Promise<LinkageModel> {
  const config = engineConfig(compared);
  try {
    return (await link(session, config, { left: 'sample', right: 'persons' }, { vintage })).model;
  } catch (error) {
    if (!(error instanceof LinkageError)) throw error;
    throw new Problem(409, 'linkage.cannot-learn', {
      zh: `现有数据不足以训练：${error.detail.zh}`,
      en: `The data at hand is not enough to train on: ${error.detail.en}`,
    });
  }
}
