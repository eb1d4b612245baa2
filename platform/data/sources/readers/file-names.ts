/** Names of files that may hold a table; what they are is found out from their content. */
export const tables = /\.(csv|txt|tsv|xlsx|json|ndjson|jsonl|geojson|parquet|xls|et)$/i;

const legacy = /\.(xls|et)$/i;

/**
 * In order of their names, old workbooks last: they are nearly always refused, and whoever laid one there is told so, but
 * nothing waits behind them.
 */
export const inTurn = (one: string, other: string): number => {
  if (legacy.test(one) !== legacy.test(other)) return legacy.test(one) ? 1 : -1;
  if (one === other) return 0;
  return one < other ? -1 : 1;
};
