import { curveOf, goesOn, medianRemaining, watchedAfter, type Curve, type Life } from '#engines/survival';
import type { Refusal } from './refusals.ts';
import { inTurns } from './turns.ts';
import { asLife, timedAt, type Case, type Clocks, type Moment } from './times.ts';

/** Fewer closed ones of a kind say nothing. */
export const leastClosed = 30;
/** Fewer that ever got as old say nothing of what comes next. */
export const leastSoOld = 10;
/** An owner's own tasks stand beside as many of their kind as a whole: 20 of its own weigh as much as all. */
export const ownWeight = 20;

/** What is learnt of one kind at a moment. */
export interface Learnt {
  readonly whole: Curve;
  readonly lives: ReadonlyMap<string, readonly Life[]>;
  /** Of an owner, drawn towards that of all. */
  own(owner: string): Curve;
}

/** What is foretold of one case. */
export interface Risk {
  readonly age: number;
  readonly until: number;
  /** Chance that it is closed after its date. */
  readonly chance: number;
  readonly lower: number;
  readonly upper: number;
  /** Minutes until half of those that got as old were closed; null: half were not while they were watched. */
  readonly median: number | null;
}

function learntOf(all: readonly Life[], byOwner: ReadonlyMap<string, readonly Life[]>): Learnt {
  const whole = curveOf(all);
  const drawn = new Map<string, Curve>();
  return {
    whole,
    lives: byOwner,
    own(owner) {
      const known = drawn.get(owner);
      if (known) return known;
      const curve = curveOf(byOwner.get(owner) ?? [], { towards: whole, weight: ownWeight });
      drawn.set(owner, curve);
      return curve;
    },
  };
}

/** What the tasks of one stratum teach at a moment, from nothing that was not known then. */
export async function learn(cases: readonly Case[], clocks: Clocks, moment: Moment): Promise<Learnt> {
  const owners = new Map<string, Life[]>();
  const all: Life[] = [];
  await inTurns(cases, (each) => {
    const timed = timedAt(each, clocks, moment);
    if (!timed) return;
    const life = asLife(timed);
    all.push(life);
    const lives = owners.get(each.owner);
    if (lives) lives.push(life);
    else owners.set(each.owner, [life]);
  });
  return learntOf(all, owners);
}

/** How likely a case is to be late, or why nothing can be said. */
export function riskOf(
  learnt: Learnt,
  { owner, age, until }: { readonly owner: string; readonly age: number; readonly until: number },
): Risk | Refusal {
  if (learnt.whole.ended < leastClosed) return 'too-few';
  if (watchedAfter(learnt.whole, age) < leastSoOld) return 'too-old';
  const curve = learnt.own(owner);
  const share = goesOn(curve, age, until);
  if (!share) return until > curve.longest ? 'past-seen' : 'too-old';
  const { value: chance, lower, upper } = share;
  return { age, until, chance, lower, upper, median: medianRemaining(curve, age) ?? null };
}

/** A case that can be judged at a moment: it goes on, has a date that is not past, and its clock runs. */
export function openAt(
  each: Case,
  clocks: Clocks,
  moment: Moment,
): { readonly age: number; readonly until: number } | undefined {
  const { at } = moment;
  if (each.due === null || each.due < at || stands(each, at)) return undefined;
  const timed = timedAt(each, clocks, moment);
  if (!timed || timed.ended || each.until === null) return undefined;
  return { age: timed.time, until: each.until };
}

const stands = ({ pauses }: Case, at: number): boolean =>
  pauses.some(({ from, to }) => from <= at && (to === null || to > at));
