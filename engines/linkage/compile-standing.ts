import { literal, quoted } from '#engines/duckdb-text';
import type { BlockRule } from './compile-pairs.ts';

/** Name and type of a column. */
export type StandingColumn = readonly [name: string, type: string];

/** What a record is found by under a rule, as a number of 32 bits (a few others are met by chance); null where it lacks a key. */
const ruleKey = (rule: BlockRule, alias: string): string => {
  const keys = rule.flatMap(({ sql }) => (sql ? [sql(alias)] : []));
  const there = keys.map((each) => `${each} is not null`).join(' and ') || 'false';
  return `case when ${there} then (hash(${keys.join(', ') || 'null'}) >> 32)::uinteger end`;
};

/** The prepared records in the order of their numbers, as rows of text. */
export const copyRecords = (table: string, path: string): string =>
  `copy (select * from ${table} order by n) to ${literal(path)} (format csv, header false)`;

/** What the records are found by under a rule, as `standing-keys.ts` reads it. */
export const copyKeys = (table: string, rule: BlockRule, path: string): string =>
  `copy (select k, n from (select ${ruleKey(rule, 's')} as k, n from ${table} s) where k is not null order by k, n)
    to ${literal(path)} (format csv, header false)`;

/** What records are looked for by under some rules: a list for each rule, called k and its place. */
export const wantedKeys = (relation: string, rules: ReadonlyMap<number, BlockRule>): string => {
  const of = [...rules].map(([place, rule]) => [`k${place}`, ruleKey(rule, 's')] as const);
  return `select ${of.map(([name]) => `list(${name}) filter (${name} is not null) as ${name}`).join(', ')}
    from (select ${of.map(([name, sql]) => `${sql} as ${name}`).join(', ')} from ${relation} s)`;
};

export const columnsOf = (table: string): string =>
  `select name, type from pragma_table_info(${literal(table)}) order by cid`;

/** The table of the standing records that have been brought: none yet. */
export const noneStatement = (table: string, columns: readonly StandingColumn[]): string =>
  `create or replace table ${table} (${columns.map(([name, type]) => `${quoted(name)} ${type}`).join(', ')})`;

/** Brings the records of a file of rows. Nothing is guessed: a text of blanks or quotes stays what it is, and none is missing that was there. */
export const bringStatement = (table: string, columns: readonly StandingColumn[], path: string): string =>
  `insert into ${table} from read_csv(${literal(path)}, auto_detect = false, header = false, delim = ',', quote = '"', escape = '"',
    new_line = '\\n', nullstr = '', allow_quoted_nulls = false, columns = {${columns.map(([name, type]) => `${literal(name)}: ${literal(type)}`).join(', ')}})`;
