import { literal, quoted } from '#engines/duckdb-text';
import type { Comparison, FieldPair, Kind, Sides } from './comparison.ts';
import { fieldDiffers, mayDiffer } from './field-sql.ts';
import { inForms, present } from './forms.ts';

type Side = 'left' | 'right';
const sides = ['left', 'right'] as const;

/** Table of the hashes of keys that stand more than once on a side. */
export const hashesOf = (side: Side): string => `reconcile_hashes_${side}`;
/** Table of the keys that stand more than once on a side. */
export const repeatsOf = (side: Side): string => `reconcile_repeated_${side}`;
/** Those of them whose rows do not agree. */
const undecidedOf = (side: Side): string => `reconcile_undecided_${side}`;
/** Their rows. */
const rowsOf = (side: Side): string => `reconcile_rows_${side}`;
/** One row for each of those whose rows agree. */
const foldedOf = (side: Side): string => `reconcile_folded_${side}`;

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
 * Statement that makes the table of key hashes that stand more than once on a side: they are sorted, which is half the
 * work of grouping them, and most tables have none.
 */
export function compileRepeatedHashes(comparison: Comparison, side: Side, relation: string): string {
  const names = keyNames(comparison);
  const keys = keySql(comparison, side).map((key, at) => `${key} as ${names[at]}`);
  return `create or replace temp table ${hashesOf(side)} as
    with hashed as (select hash(${names.join(', ')}) as h from (select ${keys.join(', ')} from ${quoted(relation)})
      where ${names.map((name) => `${name} is not null`).join(' and ')})
    select distinct h from (select h, lag(h) over (order by h) as before from hashed) where h = before`;
}

/**
 * Statements that make the tables of the rows whose key hashes are repeated; of the keys that are repeated themselves,
 * with how often, and whether all their rows have the same texts in all fields; and of the rows that agree so one for
 * each key: a person with several insurances is one person.
 */
export function compileRepeats(comparison: Comparison, side: Side, relation: string): string[] {
  const names = keyNames(comparison);
  const agree = comparison.fields.map((_, at) => {
    const value = valueName(at);
    return `(count(${value}) = 0 or (count(${value}) = count(*) and min(${value}) = max(${value})))`;
  });
  return [
    `create or replace temp table ${rowsOf(side)} as select * from (${sideSql(comparison, { side, relation })})
      where ${names.map((name) => `${name} is not null`).join(' and ')} and hash(${names.join(', ')}) in (select h from ${hashesOf(side)})`,
    `create or replace temp table ${repeatsOf(side)} as
      select ${names.join(', ')}, count(*) as times, ${agree.join(' and ') || 'true'} as agrees
      from ${rowsOf(side)} group by ${names.join(', ')} having count(*) > 1`,
    `create or replace temp table ${undecidedOf(side)} as select ${names.join(', ')} from ${repeatsOf(side)} where not agrees`,
    `create or replace temp table ${foldedOf(side)} as
      select distinct on (${names.map((name) => `one.${name}`).join(', ')}) * from ${rowsOf(side)} as one
      where exists (select 1 from ${repeatsOf(side)} as k where k.agrees and ${same(comparison, 'one', 'k')}) order by all`,
  ];
}

/** SQL of the bit of a field; numbers of JavaScript do not hold the higher ones exactly when printed. */
export const bitOf = (at: number): string => `${1n << BigInt(at)}::bigint`;

const same = (comparison: Comparison, one: string, other: string): string =>
  keyNames(comparison)
    .map((name) => `${one}.${name} = ${other}.${name}`)
    .join(' and ');

const repeated = (comparison: Comparison, alias: string, side: Side): string =>
  `exists (select 1 from ${repeatsOf(side)} as k where ${same(comparison, alias, 'k')})`;

/** SQL condition: the key stands more than once on the side, and its rows do not agree. */
const undecided = (comparison: Comparison, alias: string, side: Side): string =>
  `exists (select 1 from ${undecidedOf(side)} as k where ${same(comparison, alias, 'k')})`;

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

/** Which keys are repeated on a side: what is not there is not asked for row by row. */
export interface Repeats {
  readonly agreeing: boolean;
  readonly differing: boolean;
}
export type Repeating = Readonly<Record<Side, Repeats>>;

const otherOf = (side: Side): Side => (side === 'left' ? 'right' : 'left');

interface Single {
  readonly repeating: Repeating;
  /** SQL of the rows of the side, and what is wanted of them. */
  readonly rows: string;
  readonly columns: string;
  /** Conditions about alias `one`. */
  readonly where: readonly string[];
}

/** Rows of a side whose key stands there once, and one row for each repeated key whose rows agree. */
function singleRows(comparison: Comparison, side: Side, { repeating, rows, columns, where }: Single): string {
  const { agreeing, differing } = repeating[side];
  const plain = agreeing || differing ? [...where, `not ${repeated(comparison, 'one', side)}`] : where;
  const select = (from: string, conditions: readonly string[]) =>
    `select ${columns} from ${from} as one${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}`;
  return [select(rows, plain), ...(agreeing ? [select(foldedOf(side), where)] : [])].join(' union all ');
}

/**
 * Statement that makes the answer: one hash join of both sides, of which rows are kept that may have something the matter.
 * Keys that stand more than once on a side with rows that do not agree are left out of it, for what they mean is not
 * known, and so is their counterpart.
 * @param into table with `kind`, `key`, `fields` (bits), `left.<field>`, `right.<field>`, `left:<carried>`, `right:<carried>`
 */
export function compileAnswer(
  comparison: Comparison,
  { left, right }: Sides,
  { into, repeating }: { readonly into: string; readonly repeating: Repeating },
): string {
  const single = (side: Side) => {
    const other = otherOf(side);
    const where = repeating[other].differing ? [`not ${undecided(comparison, 'one', other)}`] : [];
    return singleRows(comparison, side, {
      repeating,
      rows: `reconcile_${side}`,
      columns: 'true as _there, *',
      where,
    });
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
    from (${single('left')}) as l full join (${single('right')}) as r on ${same(comparison, 'l', 'r')}
    where ${candidates(comparison)}`);
  for (const side of sides)
    if (repeating[side].differing)
      parts.push(`select ${kind(`duplicate-${side}`)} as kind, null::bigint as fields, ${answerColumns(comparison, { [side]: 'd' })}
        from ${rowsOf(side)} as d where ${undecided(comparison, 'd', side)}`);
  return `create or replace temp table ${quoted(into)} as
    with reconcile_left as (${sideSql(comparison, { side: 'left', relation: left })}),
      reconcile_right as (${sideSql(comparison, { side: 'right', relation: right })})
    ${parts.join('\nunion all by name\n')}`;
}

/**
 * Statement that takes out of the answer the pairs of which no field differs after all: what is costly was reckoned for
 * pairs alone whose texts are not the same, and once.
 */
export const compileSettle = (into: string): string => `delete from ${quoted(into)} where fields = 0`;

/** How many rows of a side stand there for one key but were not compared, because those of the other side do not agree. */
export const compileCounterparts = (
  comparison: Comparison,
  side: Side,
  { relation, repeating }: { readonly relation: string; readonly repeating: Repeating },
): string =>
  `select count(*) as rows from (${singleRows(comparison, side, {
    repeating,
    rows: `(select ${keySql(comparison, side)
      .map((key, at) => `${key} as _key${at}`)
      .join(', ')} from ${quoted(relation)})`,
    columns: '1',
    where: [undecided(comparison, 'one', otherOf(side))],
  })})`;
