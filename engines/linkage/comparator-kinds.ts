/** How well two values agree at least, and what an explanation calls it. */
export interface Level {
  readonly label: string;
  /** The measure is at least this. */
  readonly from: number;
}

const exact: Level = { label: 'equal', from: 9 };

/** Similarity of Jaro and Winkler, with the thresholds that the field has long used for names. */
const similar: readonly Level[] = [
  exact,
  { label: 'similar ≥ 0.92', from: 0.92 },
  { label: 'similar ≥ 0.88', from: 0.88 },
  { label: 'similar ≥ 0.70', from: 0.7 },
];

/** Every way to compare, with its levels from the best down; below the last is "different". */
export const comparatorKinds = {
  exact: [exact],
  name: [exact, { label: 'exchanged', from: 5 }, ...similar.slice(1)],
  text: similar,
  code: [exact, { label: 'one slip', from: -1 }, { label: 'two slips', from: -2 }],
  date: [
    exact,
    { label: 'one digit, or day and month exchanged', from: 5 },
    { label: 'within a month', from: 4 },
    { label: 'within a year', from: 3 },
    { label: 'within ten years', from: 2 },
  ],
  email: [exact, { label: 'same name', from: 5 }, { label: 'similar ≥ 0.90', from: 0.9 }],
  phone: [exact, { label: 'last seven digits', from: 5 }, { label: 'one slip', from: -1 }],
  number: [
    exact,
    { label: 'within 1 %', from: -0.01 },
    { label: 'within 10 %', from: -0.1 },
    { label: 'within 30 %', from: -0.3 },
  ],
  address: [
    exact,
    { label: 'same numbers, similar words', from: 5 },
    { label: 'similar ≥ 0.90', from: 0.9 },
    { label: 'similar ≥ 0.75', from: 0.75 },
  ],
  'chinese-name': [
    exact,
    { label: 'same sound', from: 5 },
    { label: 'same shape', from: 4 },
    { label: 'one character', from: 3 },
    { label: 'same surname', from: 2 },
  ],
  words: [
    { label: 'nearest to each other, cosine ≥ 0.6', from: 1.6 },
    { label: 'nearest to each other, cosine ≥ 0.3', from: 1.3 },
    { label: 'nearest to each other', from: 1 },
    { label: 'cosine ≥ 0.6', from: 0.6 },
    { label: 'cosine ≥ 0.4', from: 0.4 },
    { label: 'cosine ≥ 0.2', from: 0.2 },
  ],
  'citizen-id': [exact, { label: 'one slip', from: -1 }, { label: 'two slips', from: -2 }],
  'credit-code': [exact, { label: 'one slip', from: -1 }, { label: 'two slips', from: -2 }],
} as const satisfies Readonly<Record<string, readonly Level[]>>;

export type ComparatorKind = keyof typeof comparatorKinds;

/** The levels of a kind from the best down; at most seven. */
export const levelsOf = (kind: ComparatorKind): readonly Level[] => comparatorKinds[kind];

/** The kinds whose values carry a proof of themselves: two different ones belong to two different things. */
export const isChecked = (kind: ComparatorKind): boolean => kind === 'citizen-id' || kind === 'credit-code';

/** How many levels, from the best down, a person would call agreement. */
const agreeing: Readonly<Record<ComparatorKind, number>> = {
  exact: 1,
  name: 4,
  text: 3,
  code: 2,
  date: 2,
  email: 2,
  phone: 3,
  number: 2,
  address: 3,
  'chinese-name': 4,
  words: 3,
  'citizen-id': 1,
  'credit-code': 1,
};

/** The digit of a pattern from which on the two agree. */
export const agreementFrom = (kind: ComparatorKind): number => levelsOf(kind).length + 2 - agreeing[kind];
