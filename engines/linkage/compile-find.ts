import { checkedPlaces } from './compile-prepare.ts';
import {
  comparePairs,
  keyHolds,
  textJoins,
  type BlockKey,
  type BlockRule,
  type Sides,
} from './compile-pairs.ts';
import type { Comparison } from './config.ts';

/** Tables with the keys of records as numbers, by which rules are joined: narrow, whatever is compared later. */
const keyTables = { left: 'link_kl', right: 'link_kr' };

const keysOfSide = (name: string, relation: string, keys: readonly BlockKey[]): string =>
  `create or replace table ${name} as select n${keys.map(({ sql }, at) => (sql ? `, case when ${sql('s')} is not null then hash(${sql('s')}) end as q${at}` : '')).join('')} from ${relation} s`;

/** @param sides relations, of all records or of some */
export const keyStatements = ({ left, right, same }: Sides, keys: readonly BlockKey[]): string[] => [
  keysOfSide(keyTables.left, left, keys),
  same
    ? `create or replace view ${keyTables.right} as from ${keyTables.left}`
    : keysOfSide(keyTables.right, right, keys),
];

export const dropKeys = ({ same }: Sides): string[] => [
  `drop ${same ? 'view' : 'table'} ${keyTables.right}`,
  `drop table ${keyTables.left}`,
];

/** Pairs a, b of one rule. */
export function findStatement(
  compare: readonly Comparison[],
  same: boolean,
  rule: BlockRule,
  keys: readonly BlockKey[],
): string {
  const { left, right } = keyTables;
  const place = (key: BlockKey) => `q${keys.findIndex(({ label }) => label === key.label)}`;
  const equal = rule.flatMap((key) => (key.sql ? [`l.${place(key)} = r.${place(key)}`] : []));
  const texts = rule.filter(({ sql }) => !sql);
  const conditions = [...equal, ...texts.map(keyHolds), ...(same ? ['l.n < r.n'] : [])];
  const [text] = texts;
  const from = text
    ? `link_w${text.at} w${text.at} join ${left} l on l.n = w${text.at}.a join ${right} r on r.n = w${text.at}.b ${textJoins(compare, text.at)}`
    : `${left} l, ${right} r`;
  return `select l.n as a, r.n as b from ${from}${conditions.length > 0 ? ` where ${conditions.join(' and ')}` : ''}`;
}

/** The pairs of `link_found`, each once, compared. */
export const compareFound = (compare: readonly Comparison[], { left, right }: Sides): string =>
  comparePairs({
    compare,
    pairs: `(select distinct a, b from link_found anti join link_pairs using (a, b)) f
      join ${left} l on l.n = f.a join ${right} r on r.n = f.b ${textJoins(compare, undefined)}`,
  });

/**
 * `link_settled`: pairs whose checked identifiers are equal and proved, of records that share theirs with nobody else,
 * and that agree in a way ($1, codes of patterns) which leaves nothing to ask.
 */
export function settleStatement(compare: readonly Comparison[], { left }: Sides): string {
  const proved = checkedPlaces(compare).map((at) => `c${at}k`);
  return `create or replace table link_settled as
    with alone as (select a, b, code, count(*) over (partition by a) as x, count(*) over (partition by b) as y from link_pairs)
    select a, b from alone join ${left} l on l.n = alone.a
    where x = 1 and y = 1 and (${proved.join(' or ')}) and code in (select unnest($1::bigint[]))`;
}

/** Relations of what is left of both sides when settled pairs are out. */
export const openSides = ({ left, right }: Sides): Sides => ({
  left: `(select * from ${left} where n not in (select a from link_settled))`,
  right: `(select * from ${right} where n not in (select b from link_settled))`,
  same: false,
});
