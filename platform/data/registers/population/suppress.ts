/** Counts below this tell of persons. */
export const leastShown = 5;

/** Of the counts that stand beside a known sum, one more that must go so that the one left out cannot be reckoned. */
function alsoHidden(counts: readonly number[], hidden: readonly boolean[]): number | undefined {
  if (hidden.filter(Boolean).length !== 1) return undefined;
  const others = counts
    .map((count, at) => ({ count, at }))
    .filter(({ count, at }) => count > 0 && !hidden[at]);
  return others.toSorted((one, other) => one.count - other.count)[0]?.at;
}

/** Groups of columns whose counts add up to one that is shown: `[['registered', 'resident']]`. */
export type Groups<K> = readonly (readonly K[])[];

/**
 * Counts as somebody may see them who may not see the rows: what is small is left out (null), and where only one of those
 * that add up to a known sum is left out — of a column, for the area around tells its sum, or of a group in one row — the
 * next smallest goes as well, until nothing can be reckoned back. Zero tells of nobody and stays.
 */
export function withoutSmall<Row extends object, K extends keyof Row>(
  rows: readonly Row[],
  columns: readonly K[],
  groups: Groups<K> = [],
): (Omit<Row, K> & Record<K, number | null>)[] {
  const count = (row: Row, name: K): number => Number(row[name]);
  const hidden = rows.map(
    (row) => new Set(columns.filter((name) => count(row, name) > 0 && count(row, name) < leastShown)),
  );
  const hideMore = (): boolean => {
    let more = false;
    for (const name of columns) {
      const at = alsoHidden(
        rows.map((row) => count(row, name)),
        hidden.map((each) => each.has(name)),
      );
      if (at !== undefined) more = Boolean(hidden[at]?.add(name));
    }
    rows.forEach((row, at) => {
      for (const group of groups) {
        const beside = alsoHidden(
          group.map((name) => count(row, name)),
          group.map((name) => hidden[at]?.has(name) ?? false),
        );
        const name = beside === undefined ? undefined : group[beside];
        if (name !== undefined) more = Boolean(hidden[at]?.add(name));
      }
    });
    return more;
  };
  while (hideMore());
  return rows.map((row, at) => ({
    ...row,
    ...(Object.fromEntries(
      columns.map((name) => [name, hidden[at]?.has(name) ? null : count(row, name)]),
    ) as Record<K, number | null>),
  }));
}
