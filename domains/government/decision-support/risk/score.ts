import { setImmediate } from 'node:timers/promises';
import type { Context } from '#kernel/context';
import { isoInstant } from '#engines/working-days';
import { logRank, type Curve } from '#engines/survival';
import { cityCalendar } from '#platform/base/tasks';
import type { Db } from '#kernel/db';
import {
  foretellAt,
  foretellBefore,
  goodnessOf,
  isRisk,
  learnsFrom,
  momentsBefore,
  type Foreseen,
} from './foreseen.ts';
import { leastClosed, type Learnt } from './learn.ts';
import {
  keepRisks,
  type CurvePoint,
  type Kept,
  type KeptCurve,
  type KeptKind,
  type KeptRisk,
  type Stratum,
} from './risk-store.ts';
import { readCases } from './task-store.ts';
import { inTurns } from './turns.ts';
import { caseOf, stratumOf, type Case, type Clocks } from './times.ts';
import { officeClock, wallClock } from './working-time.ts';

/** As many times of a curve as a drawing needs. */
const mostPoints = 150;
/** How good it has been: as of so many past moments, so many days apart. */
const testedAt = { moments: 12, days: 7 } as const;

export interface Read {
  /** By stratum. */
  readonly strata: ReadonlyMap<string, readonly Case[]>;
  readonly clocks: Clocks;
  readonly now: number;
}

/** The tasks from which is learnt, and the clocks by which they are timed. @param back days before those learnt from at now */
export async function readAll(
  context: Context,
  db: Db,
  { kind, back = 0 }: { readonly kind?: string | undefined; readonly back?: number } = {},
): Promise<Read> {
  const now = context.clock.now().getTime();
  const since = now - learnsFrom - back * 86_400_000;
  const tasks = await readCases(db, { since: isoInstant(since), at: isoInstant(now), kind });
  const [first, last] = tasks.reduce(
    ([least, most], { opened, due }) => [Math.min(least, opened), Math.max(most, due ?? 0)],
    [since, now],
  );
  const clocks = { office: officeClock(await cityCalendar(db), first, last), wall: wallClock };
  const strata = new Map<string, Case[]>();
  await inTurns(tasks, (task) => {
    const key = stratumOf(task);
    const part = strata.get(key);
    if (part) part.push(caseOf(task, clocks));
    else strata.set(key, [caseOf(task, clocks)]);
  });
  return { strata, clocks, now };
}

function pointsOf({ steps }: Curve): CurvePoint[] {
  const every = Math.max(1, Math.ceil(steps.length / mostPoints));
  const kept = steps.filter((_, at) => at % every === 0 || at === steps.length - 1);
  return [[0, 1], ...kept.map(({ time, survival }): CurvePoint => [time, survival])];
}

const stratum = ({ kind, simulated, byClock }: Case): Stratum => ({ kind, simulated, byClock });

function rowsOf({ each, risk }: Foreseen): KeptRisk[] {
  if (each.due === null) return [];
  const own = { ...stratum(each), task: each.id, owner: each.owner, dueAt: isoInstant(each.due) };
  const none = { age: 0, until: 0, chance: null, lower: null, upper: null, median: null };
  return [isRisk(risk) ? { ...own, ...risk, refused: null } : { ...own, ...none, refused: risk }];
}

/** Whether an owner's tasks end differently fast than the others' of their kind. */
function apartOf({ lives }: Learnt, owner: string): number | null {
  const own = lives.get(owner) ?? [];
  const others = [...lives].filter(([each]) => each !== owner).flatMap(([, of]) => of);
  return logRank([own, others])?.chance ?? null;
}

/** The curves of a kind and of owners with open cases. Many owners keep nobody else waiting. */
async function curvesOf(of: Stratum, learnt: Learnt, owners: ReadonlySet<string>): Promise<KeptCurve[]> {
  const { whole, lives } = learnt;
  if (owners.size === 0 || whole.ended < leastClosed) return [];
  const { count, ended } = whole;
  const curves: KeptCurve[] = [
    { ...of, owner: '', count, closed: ended, apart: null, points: pointsOf(whole) },
  ];
  for (const owner of owners) {
    await setImmediate();
    const own = lives.get(owner) ?? [];
    const closed = own.filter((life) => life.ended).length;
    const points = pointsOf(learnt.own(owner));
    curves.push({ ...of, owner, count: own.length, closed, apart: apartOf(learnt, owner), points });
  }
  return curves;
}

/** Everything that is kept of one judging, from what is read. The same tasks at the same moment make the same. */
export async function judgeCases({ strata, clocks, now }: Read): Promise<Kept> {
  const moments = momentsBefore(now, testedAt.moments, testedAt.days);
  const risks: KeptRisk[] = [];
  const kinds: KeptKind[] = [];
  const curves: KeptCurve[] = [];
  for (const cases of strata.values()) {
    const [sample] = cases;
    if (!sample) continue;
    const of = stratum(sample);
    const past = await foretellBefore(cases, clocks, moments);
    const { learnt, foreseen } = await foretellAt(cases, clocks, now);
    const { count, ended: closed } = learnt.whole;
    kinds.push({ ...of, count, closed, open: foreseen.length, ...(await goodnessOf(past, clocks, now)) });
    for (const each of foreseen) risks.push(...rowsOf(each));
    curves.push(...(await curvesOf(of, learnt, new Set(foreseen.map(({ each }) => each.owner)))));
  }
  return { asOf: isoInstant(now), risks, kinds, curves };
}

/** Judges every open case and keeps it in the place of what was judged last. */
export async function scoreCases(context: Context): Promise<Kept> {
  const read = await readAll(context, context.db, { back: testedAt.moments * testedAt.days });
  const kept = await judgeCases(read);
  await context.transaction((tx) => keepRisks(tx, kept));
  return kept;
}
