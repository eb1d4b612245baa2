/** Weights from pairwise comparison: the analytic hierarchy process of T. L. Saaty. */

/** Mean consistency index of random reciprocal matrices of order 1 to 10 (Saaty, The Analytic Hierarchy Process, 1980). */
const randomIndex = [0, 0, 0.58, 0.9, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49] as const;

/** No more things are compared at once: beyond it no random index is published here, and no person judges so many pairs. */
export const mostCompared = randomIndex.length;

/** Judgements above this contradict each other too much to be used unless somebody says why (Saaty 1980). */
export const tolerableRatio = 0.1;

export interface Priorities {
  /** One a row, adding up to 1. */
  readonly weights: readonly number[];
  /** The largest eigenvalue: the order of the matrix when it is consistent, more otherwise. */
  readonly lambdaMax: number;
  /** CI = (λmax − n) / (n − 1) over the random index of that order; 0 for one or two things. */
  readonly consistencyRatio: number;
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

/**
 * A reciprocal matrix from what was said of each pair: 12, 13, …, 1n, 23, …
 * @param upper n(n − 1)/2 positive judgements, row by row above the diagonal; 3 says that the first counts three times the second
 */
export function reciprocalMatrix(size: number, upper: readonly number[]): number[][] {
  if (upper.length !== (size * (size - 1)) / 2) throw new RangeError('one judgement for each pair');
  if (upper.some((value) => !(value > 0))) throw new RangeError('judgements are above zero');
  const matrix = Array.from({ length: size }, () => Array.from({ length: size }, () => 1));
  let at = 0;
  for (let row = 0; row < size; row += 1)
    for (let column = row + 1; column < size; column += 1) {
      const value = upper[at] ?? 1;
      matrix[row]?.splice(column, 1, value);
      matrix[column]?.splice(row, 1, 1 / value);
      at += 1;
    }
  return matrix;
}

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map((row) => sum(row.map((value, column) => value * (vector[column] ?? 0))));

/**
 * The principal right eigenvector of a positive reciprocal matrix by power iteration, and how far its judgements agree.
 * @throws RangeError where the matrix is not square, or of more than ten things
 */
export function priorities(matrix: readonly (readonly number[])[]): Priorities {
  const size = matrix.length;
  if (size === 0 || size > mostCompared || matrix.some((row) => row.length !== size))
    throw new RangeError(`a square matrix of 1 to ${mostCompared}`);
  let weights: readonly number[] = Array.from({ length: size }, () => 1 / size);
  let lambdaMax = size;
  for (let step = 0; step < 10_000; step += 1) {
    const next = times(matrix, weights);
    // The weights add up to 1, so what they become adds up to the eigenvalue.
    lambdaMax = sum(next);
    const scaled = next.map((value) => value / lambdaMax);
    const moved = Math.max(...scaled.map((value, at) => Math.abs(value - (weights[at] ?? 0))));
    weights = scaled;
    if (moved < 1e-14) break;
  }
  const random = randomIndex[size - 1] ?? 0;
  const index = size < 2 ? 0 : (lambdaMax - size) / (size - 1);
  return { weights, lambdaMax, consistencyRatio: random === 0 ? 0 : Math.max(0, index / random) };
}
