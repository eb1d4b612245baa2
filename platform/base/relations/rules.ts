import type { State } from './contract.ts';

const DAY = 86_400_000;

export interface Period {
  readonly beginsAt: string;
  readonly endsAt: string | null;
}

/** What is wrong with a period for a kind: it ends before it begins, or lasts longer than it may. */
export function periodFault(
  { beginsAt, endsAt }: Period,
  longestDays: number | undefined,
): 'ends-before-begins' | 'too-long' | undefined {
  if (endsAt !== null && Date.parse(endsAt) <= Date.parse(beginsAt)) return 'ends-before-begins';
  if (longestDays === undefined) return undefined;
  const most = Date.parse(beginsAt) + longestDays * DAY;
  return endsAt === null || Date.parse(endsAt) > most ? 'too-long' : undefined;
}

/** Whether a relation that stood has run out. The end does not belong to the period. */
export const isOver = ({ state, endsAt }: { state: State; endsAt: string | null }, now: string): boolean =>
  state === 'standing' && endsAt !== null && Date.parse(endsAt) <= Date.parse(now);

/** Whether two periods mean the same, to the millisecond. */
export const samePeriod = (one: Period, other: Period): boolean =>
  Date.parse(one.beginsAt) === Date.parse(other.beginsAt) &&
  (one.endsAt === null ? other.endsAt === null : Date.parse(one.endsAt) === Date.parse(other.endsAt ?? ''));
