import { setImmediate } from 'node:timers/promises';
import type { Foretold } from '#engines/survival';
import { learn, openAt, riskOf, type Learnt, type Risk } from './learn.ts';
import type { Refusal } from './refusals.ts';
import { timedAt, type Case, type Clocks } from './times.ts';

const DAY_MS = 86_400_000;
/** What is longer ago is learnt from no more. */
export const learnsFrom = 730 * DAY_MS;

/** A case as it would have been judged at a moment. */
export interface Foreseen {
  readonly each: Case;
  readonly at: number;
  readonly risk: Risk | Refusal;
}

export const isRisk = (risk: Risk | Refusal): risk is Risk => typeof risk !== 'string';

/** What is foretold at a moment of every case of a stratum that is open then, and by what. */
export function foretellAt(
  cases: readonly Case[],
  clocks: Clocks,
  at: number,
): { readonly learnt: Learnt; readonly foreseen: readonly Foreseen[] } {
  const moment = { at, since: at - learnsFrom };
  const learnt = learn(cases, clocks, moment);
  const foreseen = cases.flatMap((each) => {
    const open = openAt(each, clocks, moment);
    return open ? [{ each, at, risk: riskOf(learnt, { owner: each.owner, ...open }) }] : [];
  });
  return { learnt, foreseen };
}

/** Moments before one, the earliest first. */
export const momentsBefore = (now: number, count: number, days: number): number[] =>
  Array.from({ length: count }, (_, index) => now - (count - index) * days * DAY_MS);

/** What would have been foretold of a stratum at past moments, from what was known at each. Others are not kept waiting. */
export async function foretellBefore(
  cases: readonly Case[],
  clocks: Clocks,
  moments: readonly number[],
): Promise<Foreseen[]> {
  const found: Foreseen[] = [];
  for (const at of moments) {
    await setImmediate();
    for (const each of foretellAt(cases, clocks, at).foreseen) found.push(each);
  }
  return found;
}

/** Beside what was foretold, what has come of it by now. */
export function heldAgainst({ each, risk }: Foreseen, clocks: Clocks, now: number): Foretold | undefined {
  if (!isRisk(risk)) return undefined;
  const timed = timedAt(each, clocks, { at: now, since: -Infinity });
  if (!timed) return undefined;
  const { age, until, chance } = risk;
  return { age, until, chance, time: Math.max(age, timed.time), ended: timed.ended };
}

/** Whether a case was late, as far as it is known; null: its date is not past and it goes on. */
export function wasLate({ due, closed }: Case, now: number): boolean | null {
  if (due === null) return closed === null ? null : false;
  if (closed !== null) return closed > due;
  return now > due ? true : null;
}
