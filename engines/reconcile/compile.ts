import type { Comparison, FieldPair, Kind, Sides } from './comparison.ts';
import { fieldDiffers, mayDiffer } from './field-sql.ts';
import { inForms, literal, present, quoted } from './forms.ts';

type Side = 'left' | 'right';
const sides = ['left', 'right'] as const;

/** Table of the keys that stand more than once on a side. */
export const repeatsOf = (side: Side): string => `reconcile_repeated_${side}`;

const keyNames = ({ keys }: Comparison): string[] => keys.map((_, at) => `_key${at}`);
const valueName = (at: number): string => `_value${at}`;

const keySql = (comparison: Comparison, side: Side): string[] =>
  comparison.keys.map((key) => present(inForms(`${quoted(key[side])}::varchar`, key.forms)));

/** The columns of a side under names of their own: keys in their form, values and what comes along as they are. */
function sideSql(comparison: Comparison, { side, relation }: { side: Side; relation: string }): string {
  const names = keyNames(comparison);
  return `select ${[
    ...keySql(comparison, side).map((key, at) => `${key} as ${names[at]}`),
    ...comparison.fields.map((field, at) => `${quoted(field[side])}::varchar as ${valueName(at)}`),
    ...(comparison.carry?.[side] ?? []).map(
      (column) => `${quoted(column)} as ${quoted(`${side}:${column}`)}`,
    ),
  ].join(', ')} from ${quoted(relation)}`;
}

/**
 * Statement that makes the table of repeated keys of a side: hashes are sorted, which is half the work of grouping
 * them, and keys are looked at only where two hashes are the same.
 */
export function compileRepeats(comparison: Comparison, side: Side, relation: string): string {
  const names = keyNames(comparison);
  const keys = keySql(comparison, side).map((key, at) => `${key} as ${names[at]}`);
  const hash = `hash(${names.join(', ')})`;
  const there = names.map((name) => `${name} is not null`).join(' and ');
  return `create or replace temp table ${repeatsOf(side)} as
    with keyed as (select ${keys.join(', ')} from ${quoted(relation)}),
    hashed as (select ${hash} as h from keyed where ${there}),
    twice as (select distinct h from (select h, lag(h) over (order by h) as before from hashed) where h = before)
    select ${names.join(', ')} from keyed where ${there} and ${hash} in (select h from twice)
    group by all having count(*) > 1`;
}

/** SQL of the bit of a field; numbers of JavaScript do not hold the higher ones exactly when printed. */
export const bitOf = (at: number): string => `${1n << BigInt(at)}::bigint`;

const same = (comparison: Comparison, one: string, other: string): string =>
  keyNames(comparison)
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(' and ');

const repeated = (comparison: Comparison, alias: string, side: Side): string =>
  `exists (select 1 from ${repeatsOf(side)} as k where ${same(comparison, alias, 'k')})`;

/** SQL of what differs, as bits in the order of the fields. */
const differingBits = (fields: readonly FieldPair[], missing: Comparison['missing']): string =>
  fields
    .map((field, at) => {
      const differs = fieldDiffers(`l.${valueName(at)}`, `r.${valueName(at)}`, field, missing ?? 'differs');
      return `(case when ${differs} then ${bitOf(at)} else 0::bigint end)`;
    })
    .join(' + ') || '0::bigint';

/** SQL condition: a pair of which some field may differ, or a row without counterpart. */
const candidates = ({ fields }: Comparison): string =>
  [
    'l._there is null',
    'r._there is null',
    ...fields.map((field, at) => mayDiffer(`l.${valueName(at)}`, `r.${valueName(at)}`, field)),
  ].join(' or ');

/** Columns of an answer; a side that has no row there is null. */
function answerColumns(
  comparison: Comparison,
  from: { readonly left?: string; readonly right?: string },
): string {
  const of = (side: Side, column: string) => {
    const alias = from[side];
    return alias === undefined ? 'null' : `${alias}.${column}`;
  };
  const key = keyNames(comparison).map(
    (name) =>
      `coalesce(${[from.left, from.right]
        .filter((alias) => alias !== undefined)
        .map((alias) => `${alias}.${name}`)
        .join(', ')})`,
  );
  return [
    `${key.length === 1 ? key[0] : `concat_ws(' · ', ${key.join(', ')})`} as key`,
    ...comparison.fields.flatMap(({ name }, at) =>
      sides.map((side) => `${of(side, valueName(at))} as ${quoted(`${side}.${name}`)}`),
    ),
    ...sides.flatMap((side) =>
      (comparison.carry?.[side] ?? []).map((column) => {
        const name = quoted(`${side}:${column}`);
        return `${of(side, name)} as ${name}`;
      }),
    ),
  ].join(', ');
}

const noKey = (comparison: Comparison, alias: string): string =>
  keyNames(comparison)
    .map((name) => `${alias}.${name} is null`)
    .join(' or ');

/** Which of the sides have repeated keys: a side that has none is not asked for them row by row. */
export interface Repeating {
  readonly left: boolean;
  readonly right: boolean;
}

/**
 * Statement that makes the answer: one hash join of both sides, of which rows are kept that may have something the matter.
 * Keys that stand more than once on a side are left out of it, for what they mean is not known, and so is their
 * counterpart.
 * @param into table with `kind`, `key`, `fields` (bits), `left.<field>`, `right.<field>`, `left:<carried>`, `right:<carried>`
 */
export function compileAnswer(
  comparison: Comparison,
  { left, right }: Sides,
  { into, repeating }: { readonly into: string; readonly repeating: Repeating },
): string {
  const outside = (alias: string) => {
    const asked = sides.filter((side) => repeating[side]);
    return asked.length === 0
      ? 'true'
      : `not (${asked.map((side) => repeated(comparison, alias, side)).join(' or ')})`;
  };
  const kind = (name: Kind) => literal(name);
  const parts: string[] = [];
  parts.push(`select case
        when l._there and r._there then ${kind('differs')}
        when l._there then case when ${noKey(comparison, 'l')} then ${kind('no-key-left')} else ${kind('only-left')} end
        else case when ${noKey(comparison, 'r')} then ${kind('no-key-right')} else ${kind('only-right')} end
      end as kind,
      case when l._there and r._there then ${differingBits(comparison.fields, comparison.missing)} end as fields,
      ${answerColumns(comparison, { left: 'l', right: 'r' })}
    from (select * from (select true as _there, * from reconcile_left) as one where ${outside('one')}) as l
    full join (select * from (select true as _there, * from reconcile_right) as one where ${outside('one')}) as r on ${same(comparison, 'l', 'r')}
    where ${candidates(comparison)}`);
  for (const side of sides)
    if (repeating[side])
      parts.push(`select ${kind(`duplicate-${side}`)} as kind, null::bigint as fields, ${answerColumns(comparison, { [side]: 'd' })}
        from reconcile_${side} as d where ${repeated(comparison, 'd', side)}`);
  return `create or replace temp table ${quoted(into)} as
    with reconcile_left as (${sideSql(comparison, { side: 'left', relation: left })}), reconcile_right as (${sideSql(comparison, { side: 'right', relation: right })})
    ${parts.join('\nunion all by name\n')}`;
}

/**
 * Statement that takes out of the answer the pairs of which no field differs after all: what is costly was reckoned for
 * pairs alone whose texts are not the same, and once.
 */
export const compileSettle = (into: string): string => `delete from ${quoted(into)} where fields = 0`;

/** How many rows of a side are not repeated there but are on the other side, and so were not compared. */
export const compileCounterparts = (comparison: Comparison, side: Side, relation: string): string =>
  `select count(*) as rows from (${sideSql(comparison, { side, relation })}) as one
    where ${repeated(comparison, 'one', side === 'left' ? 'right' : 'left')} and not ${repeated(comparison, 'one', side)}`;
