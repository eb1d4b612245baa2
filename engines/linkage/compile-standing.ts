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

/** The prepared records and their keys, to files that are read again column by column. */
export const keepStatements = (rules: readonly BlockRule[], table: string, folder: string): string[] => {
  const { records, keys } = standingFiles(folder);
  const to = (path: string) => `to ${literal(path)} (format parquet, compression lz4_raw)`;
  return [
    `copy (select * from ${table} order by n) ${to(records)}`,
    `copy (${keysOf(rules, table)} order by n) ${to(keys)}`,
  ];
};

/** `link_near`: numbers of the standing records that share the keys of some rule with a new record. */
export const nearStatements = (rules: readonly BlockRule[], table: string, folder: string): string[] => {
  const { keys } = standingFiles(folder);
  return [
    `create or replace table link_new_keys as ${keysOf(rules, table)}`,
    'create or replace table link_near (n integer)',
    ...rules.map(
      (_, at) => `insert into link_near select n from read_parquet(${literal(keys)})
        where k${at} in (select k${at} from link_new_keys where k${at} is not null)`,
    ),
    'drop table link_new_keys',
  ];
};

/** The standing records that new ones can meet; all of them where a rule asks for nothing. */
export const bringStatements = (table: string, folder: string, all: boolean): string[] => {
  const { records } = standingFiles(folder);
  const near = all ? '' : ' where n in (select n from link_near)';
  return [`create or replace table ${table} as select * from read_parquet(${literal(records)})${near}`];
};
