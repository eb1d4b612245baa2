import type { Text } from '#kernel/texts';

/** A column as a source gives it. A declared type is the source's own word; another is read off the values. */
export interface SeenColumn {
  readonly name: string;
  readonly type: string;
  readonly declared?: true | undefined;
}

const patterns: readonly (readonly [string, RegExp])[] = [
  ['integer', /^[+-]?\d{1,18}$/],
  ['number', /^[+-]?\d+(\.\d+)?([eE][+-]?\d+)?$/],
  ['date', /^\d{4}([-/.])\d{1,2}\1\d{1,2}$/],
  ['time', /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/],
  ['boolean', /^(true|false)$/i],
];

const typeOf = (text: string): string => patterns.find(([, pattern]) => pattern.test(text))?.[0] ?? 'text';

/** The narrowest type that holds both. `empty` holds nothing yet. */
export function widen(one: string, other: string): string {
  if (one === other || other === 'empty') return one;
  if (one === 'empty') return other;
  const both = new Set([one, other]);
  return both.has('integer') && both.has('number') ? 'number' : 'text';
}

/** What a column may hold after one more value; an empty one says nothing. */
export const withValue = (type: string, text: string): string =>
  text === '' || type === 'text' ? type : widen(type, typeOf(text));

export interface Drift {
  readonly kind: 'new' | 'missing' | 'retyped' | 'few' | 'many' | 'changed' | 'none';
  readonly column?: string;
  readonly before?: string;
  readonly now?: string;
}

const fits = (before: SeenColumn, now: SeenColumn): boolean => {
  if (before.declared && now.declared) return before.type === now.type;
  return widen(before.type, now.type) === before.type || before.type === 'empty';
};

/**
 * What has changed in the columns since they were last accepted. The order of columns says nothing: they are known by name.
 * @param before undefined when nothing was accepted yet: then all is taken as it comes
 */
export function driftOf(before: readonly SeenColumn[] | undefined, now: readonly SeenColumn[]): Drift[] {
  if (!before) return [];
  const known = new Map(before.map((column) => [column.name, column]));
  const here = new Set(now.map(({ name }) => name));
  return [
    ...now.flatMap((column): Drift[] => {
      const was = known.get(column.name);
      if (!was) return [{ kind: 'new', column: column.name, now: column.type }];
      if (fits(was, column)) return [];
      return [{ kind: 'retyped', column: column.name, before: was.type, now: column.type }];
    }),
    ...before
      .filter(({ name }) => !here.has(name))
      .map(({ name, type }): Drift => ({ kind: 'missing', column: name, before: type })),
  ];
}

/** The columns to remember when a delivery is taken as it fits: a type that was known stays. */
export const remembered = (
  before: readonly SeenColumn[] | undefined,
  now: readonly SeenColumn[],
): readonly SeenColumn[] => {
  const known = new Map(before?.map((column) => [column.name, column]));
  return now.map((column) => {
    const was = known.get(column.name);
    return was && was.type !== 'empty' && fits(was, column) ? was : column;
  });
};

export interface Bounds {
  readonly rowsLeast: number | null;
  readonly rowsMost: number | null;
  /** Per cent. */
  readonly rowsChange: number | null;
}

const median = (numbers: readonly number[]): number | undefined => {
  const sorted = numbers.toSorted((one, other) => one - other);
  return sorted[Math.floor((sorted.length - 1) / 2)];
};

/** What is odd beside the last deliveries. */
function unlike(rows: number, usual: number, most: number | null): Drift[] {
  const said = { before: String(usual), now: String(rows) };
  if (rows === 0) return [{ kind: 'none', ...said }];
  return most !== null && Math.abs(rows - usual) * 100 > usual * most ? [{ kind: 'changed', ...said }] : [];
}

/**
 * What is odd about a count of rows: its bounds first, else the last deliveries.
 * @param last counts of the last whole deliveries; empty where one delivery says nothing of another (only what is new comes)
 */
export function countAlarms(rows: number, bounds: Bounds, last: readonly number[]): Drift[] {
  const { rowsLeast, rowsMost, rowsChange } = bounds;
  const now = String(rows);
  if (rowsLeast !== null && rows < rowsLeast) return [{ kind: 'few', before: String(rowsLeast), now }];
  if (rowsMost !== null && rows > rowsMost) return [{ kind: 'many', before: String(rowsMost), now }];
  const usual = median(last);
  return usual ? unlike(rows, usual, rowsChange) : [];
}

const waits = [1, 5, 15, 60];

/** Minutes until a source that could not be reached is tried again. */
export const waitMinutes = (misses: number): number => waits[Math.min(misses, waits.length) - 1] ?? 60;

/** After so many misses in a row somebody is asked to look. */
export const missesToCall = 3;

const types: Readonly<Record<string, Text>> = {
  integer: { zh: '整数', en: 'whole number' },
  number: { zh: '数', en: 'number' },
  date: { zh: '日期', en: 'date' },
  time: { zh: '时间', en: 'time' },
  boolean: { zh: '是否', en: 'yes or no' },
  text: { zh: '文本', en: 'text' },
  empty: { zh: '空', en: 'empty' },
};

/** A type in words; a declared one as the source writes it. */
export const typeWords = (type: string | undefined): Text =>
  types[type ?? ''] ?? { zh: type ?? '', en: type ?? '' };

/**
 * Whether a source would come to wait for itself.
 * @param all what every source follows, by its code
 */
export function isCircle(
  code: string,
  follows: readonly string[],
  all: ReadonlyMap<string, readonly string[]>,
): boolean {
  const seen = new Set<string>();
  const next = [...follows];
  for (let each = next.pop(); each !== undefined; each = next.pop()) {
    if (each === code) return true;
    if (seen.has(each)) continue;
    seen.add(each);
    next.push(...(all.get(each) ?? []));
  }
  return false;
}
