/** Text as an SQL literal of DuckDB, safe whatever it holds. */
export const literal = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** A name (table, column) as SQL, safe whatever it holds. */
export const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/**
 * What stands after `from` for a Parquet file in which some text columns may be missing: where they are, they are null.
 * @param path of one file
 */
export const parquetWith = (path: string, columns: readonly string[]): string =>
  rowsWith(`read_parquet(${literal(path)}, union_by_name = true)`, columns);

/** Rows of any source in the same way: a column that it lacks is null. @param source what stands behind `from` */
export const rowsWith = (source: string, columns: readonly string[]): string =>
  `(from ${source} union all by name (select ${columns.map((name) => `null::varchar as ${quoted(name)}`).join(', ')} limit 0))`;

const range = (from: number, to: number): string =>
  String.fromCodePoint(...Array.from({ length: to - from + 1 }, (_, at) => from + at));

/** The full-width forms of Unicode (U+FF01 to U+FF5E) and the wide blank, and what each is in half width. */
const fullWidth = `${range(0xff01, 0xff5e)}\u3000`;
const halfWidth = `${range(0x21, 0x7e)} `;

/** The same as `halfWidthSql` at the full cost for each text; `text` stands there once. */
export const alwaysHalfWidthSql = (text: string): string =>
  `translate(${text}, ${literal(fullWidth)}, ${literal(halfWidth)})`;

/**
 * SQL of a text with full-width letters, digits and marks as half-width ones. Most texts have none; a look for them costs
 * a small part of a translation.
 * @param text SQL of a text; stands there three times
 */
export const halfWidthSql = (text: string): string =>
  `case when regexp_matches(${text}, '[\uff01-\uff5e\u3000]') then ${alwaysHalfWidthSql(text)} else ${text} end`;
