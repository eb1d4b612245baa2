/**
 * Entropy weights (C. E. Shannon 1948; C. L. Hwang and K. Yoon, Multiple Attribute Decision Making, 1981, §2.2): a criterion by
 * which all are alike tells nothing and weighs nothing.
 * @param columns one a criterion: the values of the units, none below zero. `null` is left out of its column
 * @returns weights that add up to 1; equal ones where no criterion tells anything apart
 */
export function entropyWeights(columns: readonly (readonly (number | null)[])[]): number[] {
  const diversity = columns.map((column) => {
    const values = column.filter((value) => value !== null);
    if (values.some((value) => value < 0)) throw new RangeError('values are not below zero');
    const total = values.reduce((sum, value) => sum + value, 0);
    if (values.length < 2 || total === 0) return 0;
    const entropy = values
      .map((value) => value / total)
      .reduce((sum, share) => (share === 0 ? sum : sum - share * Math.log(share)), 0);
    return Math.max(0, 1 - entropy / Math.log(values.length));
  });
  const total = diversity.reduce((sum, value) => sum + value, 0);
  // What is left by rounding is no diversity.
  if (total < 1e-12) return columns.map(() => 1 / columns.length);
  return diversity.map((value) => value / total);
}
