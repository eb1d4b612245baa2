import { stridesOf } from './table.ts';

/** Corners of a box in the table, by whether each grows or shrinks when the one it was made for grows. */
export interface Pattern {
  readonly growing: readonly number[];
  readonly shrinking: readonly number[];
}

/** What a table of some sizes knows of its cells. */
export interface Grid {
  readonly sizes: readonly number[];
  readonly strides: readonly number[];
  readonly cells: number;
}

export function gridOf(sizes: readonly number[]): Grid {
  return { sizes, strides: stridesOf(sizes), cells: sizes.reduce((product, size) => product * size, 1) };
}

/**
 * The box between two cells that differ in every dimension, with the signs under which no total changes: two categories of a
 * dimension move against each other, a category and its total together. Added any number of times, the table stays a
 * table with the same margins where they are not corners themselves. Undefined when the two share a line.
 */
export function patternOf({ sizes, strides }: Grid, from: number, to: number): Pattern | undefined {
  let growing = [from];
  let shrinking: number[] = [];
  for (const [at, size] of sizes.entries()) {
    const stride = strides[at] ?? 1;
    const one = Math.floor(from / stride) % size;
    const other = Math.floor(to / stride) % size;
    if (one === other) return undefined;
    const step = (other - one) * stride;
    const moved = [growing, shrinking].map((cells) => cells.map((cell) => cell + step));
    const [alike = [], against = []] = Math.max(one, other) < size - 1 ? moved.toReversed() : moved;
    growing = [...growing, ...alike];
    shrinking = [...shrinking, ...against];
  }
  return { growing, shrinking };
}
