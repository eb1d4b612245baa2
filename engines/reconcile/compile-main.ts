import { literal, quoted } from '#engines/duckdb-text';
import type { Comparison, FieldPair, Kind, Sides } from './comparison.ts';
import {
  answerColumns,
  answerValue,
  carriedNames,
  keyNames,
  noKey,
  sameKey,
  sideSql,
  valueName,
  type Side,
} from './compile-side.ts';
import { differingBits } from './differing-bits.ts';
import { isSuspect, type Suspects } from './compile-suspects.ts';
import { alwaysLooked, mayDiffer } from './field-sql.ts';

/**
 * The main join. Of the right side nothing goes into its hash table but keys and one hash of all values, which is what makes
 * it cheap: the values of the few rows that are wanted are read afterwards.
 */

/** Rows of the right side that have something the matter. */
const rightRows = 'reconcile_right';

const kind = (name: Kind) => literal(name);
/** Rows that stand in the answer until they are looked at closely: a pair that may differ, one of the right side, a suspect. */
const open = { pair: `'pair'`, right: `'right'`, suspect: `'suspect'` };

/** Names of the key's parts in the answer; one part is the key itself. */
const kept = (comparison: Comparison): string[] =>
  comparison.keys.length === 1 ? ['key'] : keyNames(comparison);

const keptAsKeys = (comparison: Comparison): string =>
  keyNames(comparison)
    .map((name, at) => `${kept(comparison)[at]} as ${name}`)
    .join(', ');

const hashed = ({ fields }: Comparison): string[] =>
  fields.flatMap((field, at) => (alwaysLooked(field) ? [] : [valueName(at)]));

/**
 * Rows of a side with the hash of their values, and `_free`, which is null for suspects: they are joined with nobody. The keys
 * themselves are joined by, so that they lie in the hash table once.
 */
function joinable(
  comparison: Comparison,
  { side, relation, suspects }: { side: Side; relation: string; suspects: Suspects },
): string {
  const values = hashed(comparison);
  return `select *${suspects === 'none' ? '' : ', case when not _suspect then true end as _free'}${values.length > 0 ? `, hash(${values.join(', ')}) as _hash` : ''}
    from (select true as _there, ${isSuspect(comparison, suspects)} as _suspect, * from (${sideSql(comparison, { side, relation })}))`;
}

/** SQL condition: a pair of which some field may differ, or a row without counterpart. */
const candidates = (comparison: Comparison): string =>
  [
    'l._there is null',
    'r._there is null',
    ...(hashed(comparison).length > 0 ? ['l._hash <> r._hash'] : []),
    ...comparison.fields.flatMap((field: FieldPair, at) =>
      alwaysLooked(field) ? [mayDiffer(`l.${valueName(at)}`, `r.${valueName(at)}`, field)] : [],
    ),
  ].join(' or ');

/** Null of the type of a column, which it is not read for. */
const nothing = (column: string): string => `case when false then ${column} end`;

/** Statement that makes the answer: rows of the left side as they are told, others with their key alone. */
export function compileMain(
  comparison: Comparison,
  { left, right }: Sides,
  { into, suspects }: { readonly into: string; readonly suspects: Suspects },
): string {
  const names = keyNames(comparison);
  const parts = names.map((name) => `coalesce(l.${name}, r.${name})`);
  const columns = [
    `case when l._suspect then ${open.suspect} when r._there and l._there then ${open.pair}
      when r._there then ${open.right} when ${noKey(comparison, 'l')} then ${kind('no-key-left')} else ${kind('only-left')} end as kind`,
    'null::bigint as fields',
    `${parts.length === 1 ? parts[0] : `concat_ws(' · ', ${parts.join(', ')})`} as key`,
    ...comparison.fields.flatMap(({ name }, at) => [
      `l.${valueName(at)} as ${answerValue('left', name)}`,
      `null::varchar as ${answerValue('right', name)}`,
    ]),
    ...carriedNames(comparison, 'left').map((name) => `l.${name}`),
    ...carriedNames(comparison, 'right').map((name) => `${nothing(`r.${name}`)} as ${name}`),
    ...(names.length > 1 ? names.map((name, at) => `${parts[at]} as ${name}`) : []),
  ];
  const on = [sameKey(comparison, 'l', 'r'), ...(suspects === 'none' ? [] : ['l._free = r._free'])];
  return `create or replace temp table ${quoted(into)} as select ${columns.join(', ')}
    from (${joinable(comparison, { side: 'left', relation: left, suspects })}) as l
    full join (${joinable(comparison, { side: 'right', relation: right, suspects })}) as r on ${on.join(' and ')}
    where ${candidates(comparison)}`;
}

const keysWanted = (comparison: Comparison, into: string): string =>
  `select ${keptAsKeys(comparison)} from ${quoted(into)} where kind in (${open.pair}, ${open.right})`;

/** Statement that reads the rows of the right side whose keys stand in the answer. */
export const compileRight = (
  comparison: Comparison,
  { relation, into, suspects }: { relation: string; into: string; suspects: Suspects },
): string => `create or replace temp table ${rightRows} as
  select *, ${isSuspect(comparison, suspects)} as _suspect from (${sideSql(comparison, { side: 'right', relation })})
  where (${keyNames(comparison).join(', ')}) in (${keysWanted(comparison, into)})`;

/** How many rows of the right side have no key. */
export const countKeyless = (comparison: Comparison, into: string): string =>
  `select count(*) as rows from (select ${keptAsKeys(comparison)} from ${quoted(into)} where kind = ${open.right}) as r
    where ${noKey(comparison, 'r')}`;

/** Statement that tells them; they are looked for among all rows, where there are some. */
export const compileKeyless = (
  comparison: Comparison,
  { relation, into }: { relation: string; into: string },
): string => `insert into ${quoted(into)} by name select ${kind('no-key-right')} as kind, null::bigint as fields,
  ${answerColumns(comparison, { right: 'r' })}
  from (${sideSql(comparison, { side: 'right', relation })}) as r where ${noKey(comparison, 'r')}`;

/** Statement that tells pairs that differ, after the fields are held against each other, and rows of the right side alone. */
export function compilePairs(comparison: Comparison, into: string): string {
  const left = [
    'true as _there',
    keptAsKeys(comparison),
    ...comparison.fields.map(({ name }, at) => `${answerValue('left', name)} as ${valueName(at)}`),
    ...carriedNames(comparison, 'left'),
  ];
  return `insert into ${quoted(into)} by name
    select case when l._there then ${kind('differs')} else ${kind('only-right')} end as kind,
      case when l._there then ${differingBits(comparison.fields, comparison.missing)} end as fields,
      ${answerColumns(comparison, { left: 'l', right: 'r' })}
    from (select ${left.join(', ')} from ${quoted(into)} where kind = ${open.pair}) as l
      right join (from ${rightRows} where not _suspect) as r on ${sameKey(comparison, 'l', 'r')}`;
}

/** Table of the rows of a side whose keys are suspect, with the columns of `sideSql`. */
export const suspectRows = (side: Side): string => `reconcile_rows_${side}`;

export function compileSuspectRows(comparison: Comparison, into: string): string[] {
  const values = comparison.fields.map(({ name }, at) => `${answerValue('left', name)} as ${valueName(at)}`);
  return [
    `create or replace temp table ${suspectRows('left')} as
      select ${[keptAsKeys(comparison), ...values, ...carriedNames(comparison, 'left')].join(', ')}
      from ${quoted(into)} where kind = ${open.suspect}`,
    `create or replace temp table ${suspectRows('right')} as select * exclude (_suspect) from ${rightRows} where _suspect`,
  ];
}

/** Statements that take out of the answer what was open, and the pairs of which no field differs after all. */
export const compileClose = (comparison: Comparison, into: string): string[] => [
  `delete from ${quoted(into)} where fields = 0 or kind in (${Object.values(open).join(', ')})`,
  ...(comparison.keys.length > 1
    ? keyNames(comparison).map((name) => `alter table ${quoted(into)} drop column ${name}`)
    : []),
  `drop table ${rightRows}`,
];
