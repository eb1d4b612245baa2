import { literal } from '#engines/duckdb-text';
import type { BlockRule } from './compile-pairs.ts';

/** Files of a standing side in its folder. */
export const standingFiles = (folder: string) => ({
  records: `${folder}/records.parquet`,
  keys: `${folder}/keys.parquet`,
});

/** What a record is found by under a rule, as a number of 32 bits (a few others are met by chance); null where it lacks a key. */
const ruleKey = (rule: BlockRule, alias: string): string => {
  const keys = rule.flatMap(({ sql }) => (sql ? [sql(alias)] : []));
  const there = keys.map((each) => `${each} is not null`).join(' and ');
  return `case when ${there} then (hash(${keys.join(', ')}) >> 32)::uinteger end`;
};

const keysOf = (rules: readonly BlockRule[], table: string): string =>
  `select n${rules.map((rule, at) => `, ${ruleKey(rule, 's')} as k${at}`).join('')} from ${table} s`;

/** The prepared records and their keys, to files that are read again column by column, which is half as dear uncompressed. */
export const keepStatements = (rules: readonly BlockRule[], table: string, folder: string): string[] => {
  const { records, keys } = standingFiles(folder);
  const to = (path: string) => `to ${literal(path)} (format parquet, compression uncompressed)`;
  return [
    `copy (select * from ${table} order by n) ${to(records)}`,
    `copy (${keysOf(rules, table)} order by n) ${to(keys)}`,
  ];
};

/**
 * `link_near`: numbers of the standing records that share the keys of some of these rules with a new record, and are not
 * there yet.
 * @param at places of the rules among all of the model
 */
export function nearStatements(
  rules: readonly BlockRule[],
  at: readonly number[],
  { right, left, folder }: { readonly right: string; readonly left: string; readonly folder: string },
): string[] {
  const { keys } = standingFiles(folder);
  return [
    `create or replace table link_new_keys as ${keysOf(rules, right)}`,
    'create or replace table link_near (n integer)',
    ...at.map(
      (place) => `insert into link_near select n from read_parquet(${literal(keys)})
        where k${place} in (select k${place} from link_new_keys where k${place} is not null)`,
    ),
    `delete from link_near where n in (select n from ${left})`,
    'drop table link_new_keys',
  ];
}

/** The table of the standing records that have been brought: none yet. */
export const noneStatement = (table: string, folder: string): string =>
  `create or replace table ${table} as from read_parquet(${literal(standingFiles(folder).records)}) limit 0`;

const insertFrom = (table: string, folder: string): string =>
  `insert into ${table} from read_parquet(${literal(standingFiles(folder).records)})`;

export const bringAll = (table: string, folder: string): string => insertFrom(table, folder);

/** Above so many records bits become a long text. */
const mostBits = 8_000_000;

/**
 * Brings standing records by their numbers. One bit for each record says whether it is wanted: the reader of the file asks
 * that itself, and takes of the other columns those rows only, where a join would take all and then choose.
 */
export function bringStatement(
  table: string,
  folder: string,
  { wanted, records }: { readonly wanted: readonly number[]; readonly records: number },
): string {
  if (records > mostBits) return `${insertFrom(table, folder)} where n in (select n from link_near)`;
  const bits = Buffer.alloc(records, '0');
  for (const n of wanted) bits.write('1', n);
  return `${insertFrom(table, folder)} where get_bit('${bits.toString('latin1')}'::bit, n) = 1`;
}
