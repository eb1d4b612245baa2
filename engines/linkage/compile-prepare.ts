import { quoted } from '#engines/duckdb-text';
import type { Comparison, LinkageConfig } from './config.ts';
import { isChecked } from './comparator-kinds.ts';
import { comparators } from './compile-comparators.ts';

export type Side = 'left' | 'right';

/** Name of the table with one side's prepared records; of one file linked with itself both are the same. */
export const preparedTable = (side: Side): string => (side === 'left' ? 'link_l' : 'link_r');

const hasFrequency = ({ as, termFrequency }: Comparison): boolean => termFrequency && as !== 'words';
const hasValues = ({ as }: Comparison): boolean => as !== 'words';

/** Places of the comparisons whose agreement weighs by the frequency of the value. */
export const frequencyPlaces = (compare: readonly Comparison[]): number[] =>
  compare.flatMap((each, at) => (hasFrequency(each) ? [at] : []));

/** Places of the comparisons of Chinese names. */
export const chinesePlaces = (compare: readonly Comparison[]): number[] =>
  compare.flatMap(({ as }, at) => (as === 'chinese-name' ? [at] : []));

/** Places of the comparisons of checked identifiers. */
export const checkedPlaces = (compare: readonly Comparison[]): number[] =>
  compare.flatMap(({ as }, at) => (isChecked(as) ? [at] : []));

/** A checked identifier proves something only if the birth date in it is that of its own record, where both are known. */
function proof(compare: readonly Comparison[], at: number, sql: string): string {
  const date = compare.findIndex(({ name }) => name === compare[at]?.birth);
  return date < 0 ? sql : `case when coalesce(substr(c${at}, 7, 8) = c${date}, true) then ${sql} end`;
}

/**
 * The values as they are compared, and what is derived from them, sorted by their ids or in the order in which the source
 * gives them: the place of a row becomes its number `n` (see `finishStatements`).
 */
export function prepareStatement(
  config: LinkageConfig,
  { side, source, sorted }: { readonly side: Side; readonly source: string; readonly sorted: boolean },
): string {
  const values = config.compare.flatMap((comparison, at) => {
    const { value, beside = {} } = comparators[comparison.as];
    const column = comparison[side];
    return [
      `${value(column)} as c${at}`,
      ...Object.entries(beside).map(([letter, sql]) => `${sql(column)} as c${at}${letter}`),
    ];
  });
  const parts = config.compare.flatMap(({ as }, at) =>
    Object.entries(comparators[as].parts?.(`c${at}`) ?? {}).map(
      ([name, sql]) => `${sql} as part${at}${name}`,
    ),
  );
  const more = config.compare.flatMap(({ as }, at) =>
    Object.entries(comparators[as].more ?? {}).map(([letter, value]) => {
      const sql = value(`c${at}`, (name) => `part${at}${name}`);
      return `${letter === 'k' ? proof(config.compare, at, sql) : sql} as c${at}${letter}`;
    }),
  );
  return `create or replace table ${preparedTable(side)}0 as
    select columns(e -> not starts_with(e, 'part'))${more.map((each) => `, ${each}`).join('')}
      from (select *${parts.map((each) => `, ${each}`).join('')}
        from (select ${quoted(config.id[side])}::varchar as id, ${values.join(', ')} from ${source}))${sorted ? ' order by id' : ''}`;
}

/** Whose values say how frequent one is: those of both sides, or of the left alone. */
export type Frequencies = 'both' | 'left';
const countOf: Readonly<Record<Frequencies, string>> = { both: 'l + r', left: 'l' };
/** All records with a value: what a window over the values would sum up at the price of counting them once more. */
const allOf = (at: number, sides: readonly Side[]): string =>
  `(${sides.map((side) => `(select count(c${at}) from ${preparedTable(side)}0)`).join(' + ')})`;

/** The distinct Chinese names of the right side, where nothing else of its values is asked for. */
export const newValueStatements = ({ compare }: LinkageConfig): string[] =>
  chinesePlaces(compare).map(
    (at) =>
      `create or replace table link_v${at} as select distinct c${at} as v from ${preparedTable('right')}0 where c${at} is not null`,
  );

/** By what values are counted: as they are where they are read further (Chinese names), else by their hash of 64 bits, which costs half. */
const counted = ({ as }: Comparison, column: string): string =>
  as === 'chinese-name' ? column : `hash(${column})`;

/**
 * One table for each comparison with its distinct values (or their hashes): how many records have it on either side, and
 * `f`, what agreeing on it says in bits: the chance, negated, that a record that is not one of the two has it too.
 */
export function valueStatements(config: LinkageConfig, two: boolean, frequencies: Frequencies): string[] {
  const count = countOf[frequencies];
  const said: readonly Side[] = two && frequencies === 'both' ? ['left', 'right'] : ['left'];
  return config.compare.flatMap((comparison, at) => {
    if (!hasValues(comparison)) return [];
    const of = (side: Side) =>
      `select ${counted(comparison, `c${at}`)} as v, ${side === 'left' ? '1 as l, null as r' : 'null as l, 1 as r'}
        from ${preparedTable(side)}0 where c${at} is not null`;
    return [
      `create or replace table link_v${at} as select v, l, r,
        (log2(${allOf(at, said)}) - log2(greatest(${count} - 1, 1)))::float as f
      from (select v, count(l) as l, count(r) as r
        from (${two ? `${of('right')} union all ` : ''}${of('left')}) group by v)`,
    ];
  });
}

/** What a value says that only the two records of a pair have, for each comparison that weighs by frequency. */
export const rareBits = (config: LinkageConfig, frequencies: Frequencies): string =>
  `select ${
    frequencyPlaces(config.compare)
      .map(
        (at) =>
          `(select coalesce(log2(nullif(sum(${countOf[frequencies]}), 0)), 0) from link_v${at})::double as f${at}`,
      )
      .join(', ') || '0 as none'
  }`;

/**
 * The prepared records, numbered from zero, with what their values say; a value of two records or one says as much as any
 * such (`rare`). Equal values are weighed by the left record's, so the right ones need none.
 */
export function finishStatements(
  config: LinkageConfig,
  side: Side,
  rare: Readonly<Record<string, number>>,
  frequencies: Frequencies = 'both',
): string[] {
  const table = preparedTable(side);
  const frequent = side === 'left' ? frequencyPlaces(config.compare) : [];
  const chinese = chinesePlaces(config.compare);
  const countedAt = (at: number) => {
    const comparison = config.compare[at];
    return comparison ? counted(comparison, `p.c${at}`) : 'null';
  };
  const columns = [
    ...frequent.map(
      (at) =>
        `case when p.c${at} is not null then coalesce(often${at}.f, ${rare[`f${at}`] ?? 0})::float end as f${at}`,
    ),
    ...chinese.flatMap((at) => [
      `sound${at}.s as s${at}`,
      `sound${at}.h as h${at}`,
      `sound${at}.p as p${at}`,
    ]),
  ];
  const joins = [
    ...frequent.map(
      (at) =>
        `left join (select v, f from link_v${at} where ${countOf[frequencies]} > 2) often${at} on often${at}.v = ${countedAt(at)}`,
    ),
    ...chinese.map((at) => `left join link_sound${at} sound${at} on sound${at}.v = p.c${at}`),
  ];
  return [
    `create or replace table ${table} as select p.rowid::integer as n, p.*${columns.map((each) => `, ${each}`).join('')}
      from ${table}0 p ${joins.join(' ')}`,
    `drop table ${table}0`,
  ];
}

/** Records and missing ids of one side, and whether ids can repeat, counted by their hashes: half the price of the ids. */
export const idFaultsStatement = (side: Side): string =>
  `select count(*)::integer as records, count(*) filter (id is null or trim(id) = '')::integer as missing,
    count(distinct hash(id)) < count(*) as "mayRepeat" from ${preparedTable(side)}0`;

/** The first id that several records of a side have. */
export const repeatedIdStatement = (side: Side): string =>
  `select id as example from ${preparedTable(side)}0 group by id having count(*) > 1 order by id limit 1`;
