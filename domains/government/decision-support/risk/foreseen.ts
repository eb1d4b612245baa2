import { setImmediate } from 'node:timers/promises';
import { accuracyOf, calibrationOf, type Foretold } from '#engines/survival';
import { learn, openAt, riskOf, type Learnt, type Risk } from './learn.ts';
import type { Refusal } from './refusals.ts';
import { inTurns } from './turns.ts';
import { asThen, timedAt, type Case, type Clocks } from './times.ts';

const DAY_MS = 86_400_000;
/** What is longer ago is learnt from no more. */
export const learnsFrom = 730 * DAY_MS;

/** What would have been said of a case at a moment, by its owner and its date of then. */
export interface Foreseen {
  /** As it is now. */
  readonly each: Case;
  readonly at: number;
  readonly risk: Risk | Refusal;
}

export const isRisk = (risk: Risk | Refusal): risk is Risk => typeof risk !== 'string';

/** What is foretold at a moment of every case of a stratum that is open then, and by what. */
export async function foretellAt(
  cases: readonly Case[],
  clocks: Clocks,
  at: number,
): Promise<{ readonly learnt: Learnt; readonly foreseen: readonly Foreseen[] }> {
  const moment = { at, since: at - learnsFrom };
  const then: Case[] = [];
  await inTurns(cases, (each) => then.push(asThen(each, clocks, at)));
  const learnt = await learn(then, clocks, moment);
  const foreseen: Foreseen[] = [];
  await inTurns(then.entries(), ([index, was]) => {
    const open = openAt(was, clocks, moment);
    const each = cases[index];
    if (open && each) foreseen.push({ each, at, risk: riskOf(learnt, { owner: was.owner, ...open }) });
  });
  return { learnt, foreseen };
}

/** Moments before one, the earliest first. */
export const momentsBefore = (now: number, count: number, days: number): number[] =>
  Array.from({ length: count }, (_, index) => now - (count - index) * days * DAY_MS);

/** What would have been foretold of a stratum at past moments, from what was known at each. */
export async function foretellBefore(
  cases: readonly Case[],
  clocks: Clocks,
  moments: readonly number[],
): Promise<Foreseen[]> {
  const found: Foreseen[] = [];
  for (const at of moments) {
    const { foreseen } = await foretellAt(cases, clocks, at);
    for (const each of foreseen) found.push(each);
  }
  return found;
}

/** Beside what was foretold, what has come of it by now. */
function heldAgainst({ each, risk }: Foreseen, clocks: Clocks, now: number): Foretold | undefined {
  if (!isRisk(risk)) return undefined;
  const timed = timedAt(each, clocks, { at: now, since: -Infinity });
  if (!timed) return undefined;
  const { age, until, chance } = risk;
  return { age, until, chance, time: Math.max(age, timed.time), ended: timed.ended };
}

/** How good what was foretold at past moments was, as far as it is decided by now. */
export async function goodnessOf(past: readonly Foreseen[], clocks: Clocks, now: number) {
  const held: Foretold[] = [];
  await inTurns(past, (each) => {
    const against = heldAgainst(each, clocks, now);
    if (against) held.push(against);
  });
  const { count, ...accuracy } = accuracyOf(held) ?? { count: 0, brier: null, base: null, share: null };
  await setImmediate();
  return { ...accuracy, tested: count, tenths: calibrationOf(held) };
}

/** Whether a case was late, as far as it is known; null: its date is not past and it goes on. */
export function wasLate({ due, closed }: Case, now: number): boolean | null {
  if (due === null) return closed === null ? null : false;
  if (closed !== null) return closed > due;
  return now > due ? true : null;
}
