import { LinkageError } from './linkage-error.ts';
import { besidesLinks, measureTruth } from './compile-truth.ts';
import type { LinkageSession } from './session.ts';

/** How the links of `link_result` stand to the truth, by pairs. */
export interface TruthScore {
  readonly truePairs: number;
  readonly linked: number;
  readonly right: number;
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** The same if every pair at probability ½ and above were linked, clusters aside. */
  readonly evenOdds: { readonly precision: number; readonly recall: number; readonly f1: number };
  /** The best that any one threshold could have given: only known with the truth. */
  readonly best: {
    readonly precision: number;
    readonly recall: number;
    readonly f1: number;
    readonly weight: number;
  };
  /** Share of the true pairs that were compared and kept. */
  readonly keptRecall: number;
}

interface Counts extends Record<string, number> {
  truePairs: number;
  linked: number;
  right: number;
  even: number;
  evenRight: number;
  kept: number;
}

const none: Counts = { truePairs: 0, linked: 0, right: 0, even: 0, evenRight: 0, kept: 0 };

const scores = (right: number, linked: number, truePairs: number) => ({
  precision: linked > 0 ? right / linked : 0,
  recall: truePairs > 0 ? right / truePairs : 0,
  f1: linked + truePairs > 0 ? (2 * right) / (linked + truePairs) : 0,
});

/**
 * Measures `link_result` against a table of true pairs with the columns left_id and right_id; of one file linked with
 * itself the order of the two does not matter.
 * @throws LinkageError `linkage.truth-invalid` when the truth holds no pair of these records
 */
export async function scoreAgainst(
  session: LinkageSession,
  truth: string,
  same: boolean,
): Promise<TruthScore> {
  const [counts = none] = await session.rows<Counts>(measureTruth(truth, same));
  const { truePairs, linked, right, even, evenRight, kept } = counts;
  if (truePairs === 0)
    throw new LinkageError('linkage.truth-invalid', 'truth', {
      zh: '真值文件中没有这些记录的配对（列 left_id、right_id）',
      en: 'the truth has no pair of these records (columns left_id and right_id)',
    });
  const [best] = await session.rows<Record<string, number>>(besidesLinks(truePairs));
  return {
    truePairs,
    linked,
    right,
    ...scores(right, linked, truePairs),
    evenOdds: scores(evenRight, even, truePairs),
    best: {
      ...scores(best?.['right'] ?? 0, best?.['linked'] ?? 0, truePairs),
      weight: best?.['weight'] ?? 0,
    },
    keptRecall: kept / truePairs,
  };
}
