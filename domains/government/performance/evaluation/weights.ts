import type { Text } from '#kernel/texts';
import { entropyWeights, priorities, reciprocalMatrix } from '#engines/composite-evaluation';
import type { SchemeDefinition, Weighting } from '../shapes.ts';
import type { WeightReport } from './outcome.ts';

interface Level {
  readonly code: string;
  readonly title: Text;
  readonly weighting: Weighting;
  readonly parts: readonly { readonly code: string; readonly title: Text }[];
  /** Scores of the units by each part, for weights that come from them. */
  readonly columns: readonly (readonly (number | null)[])[];
}

type Found = Pick<WeightReport, 'lambdaMax' | 'consistencyRatio' | 'reason'> & {
  readonly weights: readonly number[];
};

const plain = { lambdaMax: null, consistencyRatio: null, reason: null } as const;

function found({ weighting, parts, columns }: Level): Found {
  if (weighting.method === 'entropy') return { ...plain, weights: entropyWeights(columns) };
  if (weighting.method === 'ahp') {
    const made = priorities(reciprocalMatrix(parts.length, weighting.judgements));
    const { weights, lambdaMax, consistencyRatio } = made;
    return { weights, lambdaMax, consistencyRatio, reason: weighting.reason ?? null };
  }
  const total = weighting.weights.reduce((sum, weight) => sum + weight, 0);
  return { ...plain, weights: weighting.weights.map((weight) => weight / total) };
}

/** The weights of one level, adding up to 1, and how they came about. */
export function reportLevel(level: Level): WeightReport {
  const { weights, ...how } = found(level);
  return {
    level: level.code,
    title: level.title,
    method: level.weighting.method,
    weights: level.parts.map(({ code, title }, at) => ({ code, title, weight: weights[at] ?? 0 })),
    ...how,
  };
}

/** Weights of every level. @param scores of each leaf by its code, in the order of the units */
export function reportWeights(
  scheme: SchemeDefinition,
  scores: ReadonlyMap<string, readonly (number | null)[]>,
): { readonly top: WeightReport; readonly groups: readonly WeightReport[] } {
  const groups = scheme.groups.map(({ code, title, weighting, leaves }) =>
    reportLevel({
      code,
      title,
      weighting,
      parts: leaves,
      columns: leaves.map((leaf) => scores.get(leaf.code) ?? []),
    }),
  );
  const columns = scheme.groups.map(({ leaves }, at) =>
    scheme.units.map((_unit, unit) =>
      groupScore(leaves, groups[at], (code) => scores.get(code)?.[unit] ?? null),
    ),
  );
  const top = reportLevel({
    code: '',
    title: scheme.title,
    weighting: scheme.weighting,
    parts: scheme.groups,
    columns,
  });
  return { top, groups };
}

/** Weighted mean of the leaves of a group that have a score; null where none has. */
export function groupScore(
  leaves: readonly { readonly code: string }[],
  report: WeightReport | undefined,
  scoreOf: (code: string) => number | null,
): number | null {
  let [sum, weighed] = [0, 0];
  for (const { code } of leaves) {
    const score = scoreOf(code);
    const weight = report?.weights.find((each) => each.code === code)?.weight ?? 0;
    if (score === null) continue;
    sum += weight * score;
    weighed += weight;
  }
  return weighed === 0 ? null : sum / weighed;
}
