import { dayOf, msOf, type Day } from './local-day.ts';
import type { Pause } from './term.ts';

/** A span of milliseconds, the end not included; an open one ends at infinity. */
export type Span = readonly [from: number, to: number];

/** Pauses in order, those that meet made one. @throws RangeError when one ends before it begins */
export function spansOf(pauses: readonly Pause[]): Span[] {
  const spans = pauses.map(({ from, to }): Span => [
    msOf(from),
    to === null ? Number.POSITIVE_INFINITY : msOf(to),
  ]);
  const merged: Span[] = [];
  for (const [from, to] of spans.toSorted((a, b) => a[0] - b[0])) {
    if (to < from) throw new RangeError('a pause ends before it begins');
    const last = merged.at(-1);
    if (last && from <= last[1]) merged[merged.length - 1] = [last[0], Math.max(last[1], to)];
    else merged.push([from, to]);
  }
  return merged;
}

/**
 * Whether the clock stands at the end of a day, so that the day does not count: the day on which it was stopped does not,
 * the day on which it ran again does. A stop and resumption within one day change nothing.
 */
export const standsAtEnd = (spans: readonly Span[], day: Day): boolean =>
  spans.some(([from, to]) => dayOf(from) <= day && (to === Number.POSITIVE_INFINITY || day < dayOf(to)));

/** What is left of a span of time when the pauses are taken out. */
export function without([from, to]: Span, spans: readonly Span[]): Span[] {
  const left: Span[] = [];
  let at = from;
  for (const [stop, go] of spans) {
    if (go <= at || stop >= to) continue;
    if (stop > at) left.push([at, stop]);
    at = Math.max(at, go);
  }
  if (at < to) left.push([at, to]);
  return left;
}
