import type { Board, Indicator } from '#platform/sense/indicators/contract';

/** A figure that moved. */
export interface Change {
  readonly figure: Indicator;
  readonly before: number;
  readonly now: number;
  /** The day compared with; undefined for this hour yesterday. */
  readonly day: string | undefined;
  /** By how much of what it was; 1 where it was nothing. */
  readonly share: number;
}

type Earlier = Pick<Change, 'before' | 'day'>;

/** What a figure was this hour yesterday, as far as that is known. */
function thenIn(yesterday: Board | undefined, code: string): Earlier | undefined {
  const then = yesterday?.items.find((each) => each.code === code);
  return !then || then.value === null ? undefined : { before: then.value, day: undefined };
}

/** What a figure was on the last day before its newest that has a value. */
function lastDay({ series }: Indicator): Earlier | undefined {
  const last = series.slice(0, -1).findLast(({ value }) => value !== null);
  return !last || last.value === null ? undefined : { before: last.value, day: last.day };
}

/** What of a figure moved: against this hour yesterday, else against the last day with a value. */
export function changeOf(figure: Indicator, yesterday?: Board): Change | undefined {
  const { value: now, stale, code } = figure;
  const earlier = thenIn(yesterday, code) ?? lastDay(figure);
  if (now === null || stale || !earlier || earlier.before === now) return undefined;
  const { before } = earlier;
  return { ...earlier, figure, now, share: before === 0 ? 1 : Math.abs((now - before) / before) };
}

/** What moved, the biggest moves for what they were first; figures that move alike, in the order of their codes. */
export const biggestMoves = (figures: readonly Indicator[], most: number, yesterday?: Board): Change[] =>
  figures
    .flatMap((figure) => changeOf(figure, yesterday) ?? [])
    .toSorted((one, other) => other.share - one.share || one.figure.code.localeCompare(other.figure.code))
    .slice(0, most);
