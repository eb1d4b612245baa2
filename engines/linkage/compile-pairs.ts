import type { Comparison } from './config.ts';
import { levelsOf } from './comparator-kinds.ts';
import { comparators } from './compile-comparators.ts';
import { frequencyPlaces } from './compile-prepare.ts';

/** Where pairs come from: two prepared tables, or one with itself. */
export interface Sides {
  readonly left: string;
  readonly right: string;
  /** One file linked with itself: each pair once, none with itself. */
  readonly same: boolean;
}

/** One condition under which two records are looked at. */
export interface BlockKey {
  /** `given_name, first 4` */
  readonly label: string;
  /** Place of its comparison. */
  readonly at: number;
  /** Expression of one record (alias of its table given), null where it has none; of free text undefined. */
  readonly sql?: (alias: string) => string;
}

/** Keys that must all hold; no key at all is "every pair". */
export type BlockRule = readonly BlockKey[];

/** Free text meets in its table of similar texts: the nearest so many of each record. */
export const nearest = 5;

/** SQL over `l`, `r` and the tables of similar texts: does the key hold? Null where one has no key. */
export const keyHolds = ({ sql, at }: BlockKey): string =>
  sql ? `${sql('l')} = ${sql('r')}` : `w${at}.k <= ${nearest}`;

const ruleHolds = (rule: BlockRule): string =>
  rule.map((each) => `coalesce(${keyHolds(each)}, false)`).join(' and ') || 'true';

/** All keys that the kinds of comparison offer. */
export const blockKeys = (compare: readonly Comparison[]): BlockKey[] =>
  compare.flatMap(({ as, name }, at): BlockKey[] => {
    if (as === 'words') return [{ label: `${name}, nearest ${nearest}`, at }];
    return comparators[as]
      .keys(at)
      .map(({ label, sql }) => ({ label: label ? `${name}, ${label}` : name, at, sql }));
  });

/** A share (0 to 1) of one side, the same for the same seed; records keep their number, their keys become numbers. */
export const sampleStatement = (
  table: string,
  keys: readonly BlockKey[],
  { share, seed }: { readonly share: number; readonly seed: number },
): string =>
  `create or replace table ${table}_sample as
    select *${keys.map(({ sql }, at) => (sql ? `, case when ${sql('s')} is not null then hash(${sql('s')}) end as q${at}` : '')).join('')}
    from (select * from ${table}${share < 1 ? ` where hash(n::bigint * 2 + ${seed}::bigint * 7919) < ${BigInt(Math.floor(share * 2 ** 48)) << 16n}::ubigint` : ''}) s`;

/** The keys as the sample has them. */
export const sampledKeys = (keys: readonly BlockKey[]): BlockKey[] =>
  keys.map((key, at) => (key.sql ? { ...key, sql: (alias: string) => `${alias}.q${at}` } : key));

/** How many values a digit of a pattern's code can have: missing, different, and each level. */
export const radixOf = ({ as }: Comparison): number => levelsOf(as).length + 2;

const swapPlace = (compare: readonly Comparison[], { swap }: Comparison): number | undefined => {
  const at = compare.findIndex(({ name }) => name === swap);
  return at < 0 ? undefined : at;
};

function measures(compare: readonly Comparison[]): string[] {
  return compare.map((comparison, at) => {
    const measure = comparators[comparison.as].measure(at, swapPlace(compare, comparison));
    return `case when l.c${at} is null or r.c${at} is null then null when l.c${at} = r.c${at} then 9 else ${measure} end as x${at}`;
  });
}

/** 0 missing, 1 different, then the levels from the lowest up. */
const digit = ({ as }: Comparison, at: number): string => {
  const levels = levelsOf(as);
  const cases = levels.map(({ from }, place) => `when x${at} >= ${from} then ${levels.length + 1 - place}`);
  return `case when x${at} is null then 0 ${cases.join(' ')} else 1 end`;
};

/** The pattern of a pair as one number: the digits of its comparisons, the first the lowest. */
function codeOf(compare: readonly Comparison[]): string {
  let place = 1n;
  const parts = compare.map((comparison, at) => {
    const part = `(${digit(comparison, at)})::bigint * ${place}`;
    place *= BigInt(radixOf(comparison));
    return part;
  });
  return parts.join(' + ');
}

/** Bits that the frequencies of equal values add. */
const adjustment = (compare: readonly Comparison[]): string =>
  frequencyPlaces(compare)
    .map((at) => `coalesce(y${at}, 0)`)
    .join(' + ') || '0';

export const textJoins = (compare: readonly Comparison[], already: number | undefined): string =>
  compare
    .flatMap(({ as }, at) =>
      as === 'words' && at !== already
        ? [`left join link_w${at} w${at} on w${at}.a = l.n and w${at}.b = r.n`]
        : [],
    )
    .join(' ');

function fromRule(compare: readonly Comparison[], { left, right }: Sides, rule: BlockRule): string {
  const text = rule.find(({ sql }) => !sql);
  if (text)
    return `link_w${text.at} w${text.at} join ${left} l on l.n = w${text.at}.a join ${right} r on r.n = w${text.at}.b ${textJoins(compare, text.at)}`;
  const equal = rule.map(({ sql }) => `${sql?.('l')} = ${sql?.('r')}`);
  const join = equal.length === 0 ? `cross join ${right} r` : `join ${right} r on ${equal.join(' and ')}`;
  return `${left} l ${join} ${textJoins(compare, undefined)}`;
}

interface Looked {
  readonly compare: readonly Comparison[];
  /** `from` and `where` of the pairs, with `l` and `r` and the tables of similar texts. */
  readonly pairs: string;
  /** Further columns of the inner query, and of the outer one. */
  readonly inner?: readonly string[];
  readonly outer?: readonly string[];
}

/** Compares pairs: columns a, b, code, adjustment and what else is asked for. Each value is measured once. */
export function comparePairs({ compare, pairs, inner = [], outer = [] }: Looked): string {
  const frequencies = frequencyPlaces(compare).map(
    (at) => `case when l.c${at} = r.c${at} then l.f${at} end as y${at}`,
  );
  return `select a, b, ${codeOf(compare)} as code, (${adjustment(compare)})::float as adjustment${outer.map((each) => `, ${each}`).join('')}
    from (select l.n as a, r.n as b, ${[...measures(compare), ...frequencies, ...inner].join(', ')} from ${pairs})`;
}

const ruleConditions = ({ same }: Sides, rule: BlockRule): string[] => [
  ...(same ? ['l.n < r.n'] : []),
  ...rule.flatMap((each) => (each.sql ? [] : [keyHolds(each)])),
];

const where = (conditions: readonly string[]): string =>
  conditions.length > 0 ? ` where ${conditions.join(' and ')}` : '';

/** The pairs of each rule that no earlier rule has found, compared. One statement a rule. */
export function compareRules(
  compare: readonly Comparison[],
  sides: Sides,
  rules: readonly BlockRule[],
): string[] {
  return rules.map((rule, at) => {
    const earlier = rules.slice(0, at).map((each) => `not (${ruleHolds(each)})`);
    const pairs = `${fromRule(compare, sides, rule)}${where([...ruleConditions(sides, rule), ...earlier])}`;
    return comparePairs({ compare, pairs });
  });
}

/** The pairs of all rules, each once and compared, with the keys that they hold as `bits`. */
export function compareAll(
  compare: readonly Comparison[],
  sides: Sides,
  rules: readonly BlockRule[],
  keys: readonly BlockKey[],
): string {
  const found = rules.map(
    (rule) =>
      `select l.n as a, r.n as b from ${fromRule(compare, sides, rule)}${where(ruleConditions(sides, rule))}`,
  );
  const bits = keys.map((each, at) => `case when ${keyHolds(each)} then ${2n ** BigInt(at)} else 0 end`);
  return comparePairs({
    compare,
    pairs: `(select distinct a, b from (${found.join(' union all ')})) f
      join ${sides.left} l on l.n = f.a join ${sides.right} r on r.n = f.b ${textJoins(compare, undefined)}`,
    inner: [`(${bits.join(' + ')})::bigint as bits`],
    outer: ['bits'],
  });
}

/** Pairs of records drawn by chance, the same for the same seed, compared: what agrees without being the same. */
export function compareRandom(
  compare: readonly Comparison[],
  sides: Sides,
  { pairs, seed, left, right }: { pairs: number; seed: number; left: number; right: number },
): string {
  const draw = (which: number, of: number) =>
    `(hash(i * 2 + ${which} + ${seed}::bigint * 1000003) % ${of})::integer`;
  const drawn = `(select ${draw(0, left)} as a, ${draw(1, right)} as b from range(${pairs}) t(i)) s`;
  const joins = `${drawn} join ${sides.left} l on l.rowid = s.a join ${sides.right} r on r.rowid = s.b ${textJoins(compare, undefined)}`;
  return comparePairs({ compare, pairs: sides.same ? `${joins} where s.a <> s.b` : joins });
}

/**
 * How many pairs a rule makes, from the counts of its keys' values; its keys are numbers, two together are mixed into one.
 * @param few there are surely so few that they are counted one by one, which costs less
 */
export function countRule(sides: Sides, rule: BlockRule, few: boolean): string {
  const keyed = (table: string, alias: string) => {
    const keys = rule.map(({ sql }) => sql?.(alias) ?? 'null');
    const mixed =
      keys.length === 1
        ? keys[0]
        : keys.map((each, at) => `((${each}) >> ${at})`).reduce((all, each) => `xor(${all}, ${each})`);
    return `(select ${mixed} as k from ${table} ${alias})`;
  };
  if (few && !sides.same)
    return `select count(*)::double as pairs from ${keyed(sides.left, 'l')} join ${keyed(sides.right, 'r')} using (k)`;
  const counted = (keys: string) =>
    `(select k, count(*)::double as n from ${keys} where k is not null group by k)`;
  if (sides.same)
    return `select coalesce(sum(n * (n - 1) / 2), 0)::double as pairs from ${counted(keyed(sides.left, 'l'))}`;
  return `select coalesce(sum(n), 0)::double as pairs from ${keyed(sides.left, 'l')} join ${counted(keyed(sides.right, 'r'))} using (k)`;
}
