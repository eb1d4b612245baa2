import { literal } from '#engines/duckdb-text';
import type { Comparison } from './comparison.ts';
import {
  answerColumns,
  keyNames,
  of,
  otherOf,
  sameKey,
  sides,
  valueName,
  type Side,
} from './compile-side.ts';
import { suspectRows } from './compile-main.ts';
import { differingBits } from './differing-bits.ts';

/** Rows whose keys may be repeated, held against each other exactly: by their keys, and all of their values. */

/** Table of the keys that stand more than once on a side. */
const repeatsOf = (side: Side): string => `reconcile_repeated_${side}`;
/** Those of them whose rows do not agree. */
const undecidedOf = (side: Side): string => `reconcile_undecided_${side}`;
/** One row for each of those whose rows agree. */
const foldedOf = (side: Side): string => `reconcile_folded_${side}`;

/**
 * Statements that make the tables of the keys that are repeated, with how often, and whether all their rows have the same
 * texts in all fields; and of the rows that agree so one for each key: a person with several insurances is one person.
 */
export function compileRepeats(comparison: Comparison, side: Side): string[] {
  const names = keyNames(comparison);
  const agree = comparison.fields.map((_, at) => {
    const value = valueName(at);
    return `(count(${value}) = 0 or (count(${value}) = count(*) and min(${value}) = max(${value})))`;
  });
  return [
    `create or replace temp table ${repeatsOf(side)} as
      select ${names.join(', ')}, count(*) as times, ${agree.join(' and ') || 'true'} as agrees
      from ${suspectRows(side)} group by ${names.join(', ')} having count(*) > 1`,
    `create or replace temp table ${undecidedOf(side)} as select ${names.join(', ')} from ${repeatsOf(side)} where not agrees`,
    `create or replace temp table ${foldedOf(side)} as
      select distinct on (${names.map((name) => `one.${name}`).join(', ')}) * from ${suspectRows(side)} as one
      where exists (select 1 from ${repeatsOf(side)} as k where k.agrees and ${sameKey(comparison, of('one'), of('k'))}) order by all`,
  ];
}

/** How many rows of a side stand beside the one that counts for their key. */
export const compileFolded = (side: Side): string =>
  `select coalesce(sum(times - 1) filter (agrees), 0)::bigint as rows from ${repeatsOf(side)}`;

/** SQL condition: the key stands more than once on the side, and its rows do not agree. */
const undecided = (comparison: Comparison, alias: string, side: Side): string =>
  `exists (select 1 from ${undecidedOf(side)} as k where ${sameKey(comparison, of(alias), of('k'))})`;

/** Rows of a side whose key stands there once, and one row for each repeated key whose rows agree. */
const singleRows = (comparison: Comparison, side: Side): string => `
  select * from ${suspectRows(side)} as one
    where not exists (select 1 from ${repeatsOf(side)} as k where ${sameKey(comparison, of('one'), of('k'))})
  union all select * from ${foldedOf(side)}`;

/**
 * SELECT of what is the matter with them, as in the answer, and of pairs that are equal. Keys that stand more than once on a side with rows that do not
 * agree are not compared, for what they mean is not known, and neither is their counterpart.
 */
export function suspectsTold(comparison: Comparison): string {
  const single = (side: Side) =>
    `(select true as _there, * from (${singleRows(comparison, side)}) as one
      where not ${undecided(comparison, 'one', otherOf(side))})`;
  const both = { left: of('l'), right: of('r') };
  const pairs = `select case when l._there and r._there then 'differs' when l._there then 'only-left' else 'only-right' end as kind,
      case when l._there and r._there then ${differingBits(comparison, both)} end as fields,
      ${answerColumns(comparison, both)}
    from ${single('left')} as l full join ${single('right')} as r on ${sameKey(comparison, of('l'), of('r'))}`;
  const repeated = sides.map(
    (side) => `select ${literal(`duplicate-${side}`)} as kind, null::bigint as fields,
      ${answerColumns(comparison, { [side]: of('d') })}
      from ${suspectRows(side)} as d where ${undecided(comparison, 'd', side)}`,
  );
  return [pairs, ...repeated].join('\nunion all by name\n');
}

/** How many rows of a side stand there for one key but were not compared, because those of the other side do not agree. */
export const compileCounterparts = (comparison: Comparison, side: Side): string =>
  `select count(*) as rows from (${singleRows(comparison, side)}) as one
    where ${undecided(comparison, 'one', otherOf(side))}`;
