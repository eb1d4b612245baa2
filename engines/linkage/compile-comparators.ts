import type { ComparatorKind } from './comparator-kinds.ts';
import {
  chineseName,
  citizenId,
  citizenIdHolds,
  citizenParts,
  creditCodeHolds,
  dayDigits,
  joined,
  lowered,
  plainText,
  typed,
  usually,
  words,
} from './compile-normalise.ts';

/** A way to look for equals: `sql` of one record's prepared columns (with the alias of its table before each). */
export interface Key {
  readonly label: string;
  sql(alias: string): string;
}

export interface Comparator {
  /** Prepared column `c` of a source column: the value as it is compared, null when there is none. */
  value(column: string): string;
  /** What is reckoned from the value once for `more`, and then forgotten. */
  parts?(value: string): Readonly<Record<string, string>>;
  /** Further prepared columns from the value and its parts (their columns), each with the letter that follows its name. */
  readonly more?: Readonly<Record<string, (value: string, part: (name: string) => string) => string>>;
  /** Further prepared columns from the source column. */
  readonly beside?: Readonly<Record<string, (column: string) => string>>;
  /** How far `l.c` and `r.c` agree; both are there and differ. The levels of the kind say what it means. */
  measure(at: number, swapAt: number | undefined): string;
  keys(at: number): readonly Key[];
}

const key = (label: string, sql: (alias: string) => string): Key => ({ label, sql });
const whole = (at: number): Key => key('', (alias) => `${alias}.c${at}`);

/** Letters that stand when vowels and doubles are gone: one key for many misspellings of a name. */
const skeleton = (at: number): Key =>
  key(
    'consonants',
    (alias) =>
      `nullif(left(${alias}.c${at}, 1) || left(regexp_replace(substr(${alias}.c${at}, 2), '[aeiouyhw ]', '', 'g'), 3), '')`,
  );

const beginning = (at: number, length: number): Key =>
  key(`first ${length}`, (alias) => `left(${alias}.c${at}, ${length})`);

const ending = (at: number, length: number): Key =>
  key(`last ${length}`, (alias) => `right(${alias}.c${at}, ${length})`);

const jaroWinkler = (at: number): string => `jaro_winkler_similarity(l.c${at}, r.c${at})`;

/**
 * SQL condition of two texts of digits, of one length, that differ in two places: are these neighbours, exchanged? If so
 * the difference can be divided by nine, which costs a tenth of the real question and answers most.
 */
const neighbours = (at: number): string => {
  const [left, right] = [`l.c${at}`, `r.c${at}`];
  const may = `coalesce((try_cast(${left} as bigint) - try_cast(${right} as bigint)) % 9, 0) = 0`;
  return `${may} and damerau_levenshtein(${left}, ${right}) = 1`;
};

/** Slips of the hand below zero: one wrong, missing, added or exchanged character is one; more than two do not count. */
const slips = (at: number): string => {
  const [left, right] = [`l.c${at}`, `r.c${at}`];
  const distance = `levenshtein(${left}, ${right})`;
  // Asked once of most pairs, which are further apart.
  const near = `case when ${distance} = 1 then -1 when length(${left}) = length(${right}) and damerau_levenshtein(${left}, ${right}) = 1 then -1 else -2 end`;
  return `case when abs(length(${left}) - length(${right})) > 2 then -9 when ${distance} <= 2 then (${near}) else -9 end`;
};

/** One slip at most of texts of digits, found by counting where those of one length differ, which is far cheaper. */
const oneSlip = (at: number): string => {
  const [left, right] = [`l.c${at}`, `r.c${at}`];
  const apart = `hamming(${left}, ${right})`;
  return `case when strlen(${left}) = strlen(${right}) then (case when ${apart} <= 2 and (${apart} = 1 or (${neighbours(at)})) then -1 else -9 end) when abs(strlen(${left}) - strlen(${right})) = 1 and levenshtein(${left}, ${right}) = 1 then -1 else -9 end`;
};

const text: Comparator = {
  value: lowered,
  measure: jaroWinkler,
  keys: (at) => [whole(at), beginning(at, 4), skeleton(at)],
};

const code: Comparator = {
  value: typed,
  measure: slips,
  keys: (at) => [whole(at), beginning(at, 4), ending(at, 4)],
};

const date: Comparator = {
  value: dayDigits,
  more: { d: (value) => `try_strptime(${value}, '%Y%m%d')::date` },
  measure: (at) => {
    const [left, right] = [`l.c${at}`, `r.c${at}`];
    const exchanged = `left(${left}, 4) = left(${right}, 4) and ${left} = left(${right}, 4) || right(${right}, 2) || substr(${right}, 5, 2)`;
    const days = `abs(date_diff('day', l.c${at}d, r.c${at}d))`;
    const apart = `hamming(${left}, ${right})`;
    // What most pairs are asked comes first, and once.
    return `case when strlen(${left}) <> strlen(${right}) then 0 when ${apart} <= 2 and (${apart} = 1 or (${neighbours(at)})) then 5 when ${exchanged} then 5 when ${days} <= 3653 then (case when ${days} <= 31 then 4 when ${days} <= 366 then 3 else 2 end) else 0 end`;
  },
  keys: (at) => [whole(at), beginning(at, 6), ending(at, 4), beginning(at, 4)],
};

const digitsOf = (column: string): string =>
  usually(
    column,
    '1[0-9]{10}',
    `nullif(regexp_replace(regexp_replace(${plainText(column)}, '[^0-9]', '', 'g'), '^(0086|86)(1[0-9]{10})$', '\\2'), '')`,
  );

const checked = (
  value: (column: string) => string,
  holds: Pick<Comparator, 'parts'> & {
    readonly k: (value: string, part: (name: string) => string) => string;
  },
  prefix: number,
): Comparator => ({
  value,
  ...(holds.parts && { parts: holds.parts }),
  more: { k: holds.k },
  // Two that both prove themselves and differ are no slip of one another, and need not be measured.
  measure: (at) => `case when l.c${at}k and r.c${at}k then -9 else ${slips(at)} end`,
  keys: (at) => [whole(at), beginning(at, prefix), ending(at, 8)],
});

/** SQL condition of two names in characters: one is wrong, missing or added, and both have two at least. */
const oneCharacter = (at: number): string => {
  const [left, right] = [`l.c${at}`, `r.c${at}`];
  const apart = [1, 2, 3, 4, 5, 6]
    .map((place) => `(substr(${left}, ${place}, 1) <> substr(${right}, ${place}, 1))::tinyint`)
    .join(' + ');
  const without = (long: string, short: string) =>
    `(length(${long}) = length(${short}) + 1 and length(${short}) > 1 and (starts_with(${long}, ${short}) or ends_with(${long}, ${short}) or left(${long}, 1) || substr(${long}, 3) = ${short}))`;
  return `(length(${left}) = length(${right}) and length(${left}) between 2 and 6 and ${apart} = 1) or ${without(left, right)} or ${without(right, left)}`;
};

/**
 * The same of names of up to four characters as numbers (see `writeSounds`), sixteen bits a character from the first up:
 * where they differ in one place alone, that character is another one, or one has it at its end.
 */
const oneOfFew = (at: number): string => {
  const [left, right] = [`l.p${at}`, `r.p${at}`];
  const differing = `xor(${left}, ${right})`;
  const only = [0, 1, 2, 3].map(
    (place) => `(${differing} & ${0xffffn << BigInt(16 * place)}::ubigint) = ${differing}`,
  );
  const second = (long: string) => `((${long} & 65535) | ((${long} >> 32) << 16))`;
  const without = (long: string, short: string) => `(${long} >> 16) = ${short} or ${second(long)} = ${short}`;
  return `${left} > 65535 and ${right} > 65535 and (${[...only, without(left, right), without(right, left)].join(' or ')})`;
};

const nameMeasure = (at: number): string => {
  const few = `case when ${oneOfFew(at)} then 3 when (xor(l.p${at}, r.p${at}) & 65535) = 0 then 2 else 0 end`;
  const many = `case when ${oneCharacter(at)} then 3 when left(l.c${at}, 1) = left(r.c${at}, 1) then 2 else 0 end`;
  return `case when l.s${at} = r.s${at} then 5 when l.h${at} = r.h${at} then 4 when l.p${at} is not null and r.p${at} is not null then (${few}) else (${many}) end`;
};

/** How each kind is prepared, measured and looked for. The measures are those of `comparatorKinds`. */
export const comparators: Readonly<Record<ComparatorKind, Comparator>> = {
  exact: { value: lowered, measure: () => '0', keys: (at) => [whole(at)] },
  text,
  name: {
    ...text,
    measure: (at, swapAt) =>
      swapAt === undefined
        ? jaroWinkler(at)
        : `case when l.c${at} = r.c${swapAt} then 5 when jaro_winkler_similarity(l.c${at}, r.c${swapAt}) >= 0.92 then greatest(0.88, ${jaroWinkler(at)}) else ${jaroWinkler(at)} end`,
  },
  code,
  date,
  email: {
    value: lowered,
    more: { n: (value) => `nullif(split_part(${value}, '@', 1), '')` },
    measure: (at) => `case when l.c${at}n = r.c${at}n then 5 else ${jaroWinkler(at)} end`,
    keys: (at) => [whole(at), key('name', (alias) => `${alias}.c${at}n`), beginning(at, 4)],
  },
  phone: {
    value: digitsOf,
    measure: (at) =>
      `case when strlen(r.c${at}) >= 7 and suffix(l.c${at}, right(r.c${at}, 7)) then 5 else ${oneSlip(at)} end`,
    keys: (at) => [whole(at), ending(at, 7), beginning(at, 7)],
  },
  number: {
    value: (column) => `nullif(regexp_replace(${plainText(column)}, '[^0-9.eE+-]', '', 'g'), '')`,
    more: { d: (value) => `try_cast(${value} as double)` },
    measure: (at) =>
      `coalesce(-abs(l.c${at}d - r.c${at}d) / greatest(abs(l.c${at}d), abs(r.c${at}d), 1e-12) + 1e-9, -9)`,
    keys: (at) => [whole(at)],
  },
  address: {
    value: words,
    parts: (value) => ({ numbers: `regexp_extract_all(${value}, '[0-9]+')` }),
    more: { d: (_, part) => `case when len(${part('numbers')}) > 0 then hash(${part('numbers')}) end` },
    // With the same numbers what is no 5 is below every level.
    measure: (at) =>
      `case when l.c${at}d = r.c${at}d then 5 * (${jaroWinkler(at)} >= 0.7)::integer else ${jaroWinkler(at)} end`,
    keys: (at) => [whole(at), beginning(at, 6), key('numbers', (alias) => `${alias}.c${at}d`), ending(at, 6)],
  },
  'chinese-name': {
    value: chineseName,
    measure: nameMeasure,
    keys: (at) => [
      whole(at),
      key('sound', (alias) => `${alias}.s${at}`),
      beginning(at, 1),
      key('given name', (alias) => `nullif(substr(${alias}.c${at}, 2), '')`),
    ],
  },
  words: {
    value: words,
    beside: { j: joined },
    measure: (at) => `coalesce(w${at}.s, 0)`,
    keys: (at) => [whole(at)],
  },
  'citizen-id': checked(
    citizenId,
    { parts: citizenParts, k: (value, part) => citizenIdHolds(value, { x: part('x'), y: part('y') }) },
    14,
  ),
  'credit-code': checked(typed, { k: creditCodeHolds }, 8),
};
