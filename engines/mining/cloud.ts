import { meanOf } from './numbers.ts';

/** Of a symmetric matrix the lower triangle whose square it is; what depends on the others wholly gets nothing. */
function triangleOf(matrix: readonly (readonly number[])[]): number[][] {
  const lower = matrix.map(() => matrix.map(() => 0));
  const at = (row: number, column: number): number => lower[row]?.[column] ?? 0;
  for (const [row, values] of matrix.entries())
    for (let column = 0; column <= row; column += 1) {
      let rest = values[column] ?? 0;
      for (let before = 0; before < column; before += 1) rest -= at(row, before) * at(column, before);
      const pivot = at(column, column);
      const own = lower[row];
      if (!own) continue;
      if (row === column) own[column] = Math.sqrt(Math.max(0, rest));
      else own[column] = pivot > 1e-9 ? rest / pivot : 0;
    }
  return lower;
}

/**
 * Draws points of one normal cloud with the spreads and correlations of those given: what units look like that go together
 * in no groups (the null of Liu, Hayes, Nobel and Marron, "Statistical significance of clustering", JASA 103, 2008).
 * @param points one row a unit, each column with mean nothing
 * @param next numbers from 0 up to 1
 */
export function cloudLike(points: readonly (readonly number[])[], next: () => number): () => number[][] {
  const axes = (points[0] ?? []).map((_, axis) => axis);
  const products = axes.map((one) =>
    axes.map((other) => meanOf(points.map((point) => (point[one] ?? 0) * (point[other] ?? 0)))),
  );
  const lower = triangleOf(products);
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return () =>
    points.map(() => {
      const drawn = axes.map(normal);
      return lower.map((row) => row.reduce((sum, weight, axis) => sum + weight * (drawn[axis] ?? 0), 0));
    });
}
