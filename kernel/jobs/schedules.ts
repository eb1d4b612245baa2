import { Cron } from 'croner';
import { system } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Store } from '../db/index.ts';
import type { JobKind, Schedule } from '../job.ts';
import type { Log } from '../log.ts';
import { advanceSchedule, ticksToHandle, waitsFor } from './queue.ts';
import { startJob } from './start-job.ts';

interface Planned {
  readonly name: string;
  readonly cron: Cron;
  readonly kind: JobKind;
  readonly input: unknown;
  handledTick: string | undefined;
  /** Its last time, as it stays from one instant until another: to reckon it anew each second costs more than all else here. */
  seen: { readonly from: number; readonly until: number; readonly tick: string | undefined } | undefined;
}

interface ScheduledBy {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * Checks schedules when the platform opens, so that a wrong one is found then and not at night.
 * @throws Error naming the schedule
 */
export function planSchedules(
  schedules: readonly Schedule[],
  kinds: ReadonlyMap<string, JobKind>,
  timeZone: string,
): Planned[] {
  const names = new Set<string>();
  return schedules.map((schedule) => {
    const { name, job, input } = schedule;
    const kind = kinds.get(job);
    if (!kind) throw new Error(`schedule ${name} starts ${job}, which no module has`);
    if (names.has(name)) throw new Error(`there are two schedules ${name}`);
    names.add(name);
    const fits = kind.input.safeParse(input);
    if (!fits.success)
      throw new Error(`the input of schedule ${name} does not fit ${job}: ${fits.error.message}`);
    try {
      const cron = new Cron(schedule.cron, { timezone: timeZone, paused: true });
      return { name, cron, kind, input, handledTick: undefined, seen: undefined };
    } catch (error) {
      throw new Error(`schedule ${name}: "${schedule.cron}" is no cron expression`, { cause: error });
    }
  });
}

/** The last time at or before `now`. The reference itself does not count for the library, so it is asked a second later. */
function lastTick(cron: Cron, now: Date): string | undefined {
  const [tick] = cron.previousRuns(1, new Date(Math.floor(now.getTime() / 1000) * 1000 + 1000));
  return tick?.toISOString();
}

function tickAt(schedule: Planned, now: Date): string | undefined {
  const at = now.getTime();
  const { seen, cron } = schedule;
  if (seen && at >= seen.from && at < seen.until) return seen.tick;
  const tick = lastTick(cron, now);
  schedule.seen = { from: at, until: cron.nextRun(now)?.getTime() ?? Infinity, tick };
  return tick;
}

interface Due {
  readonly schedule: Planned;
  readonly tick: string;
}

/**
 * Starts the job of every schedule whose time has come since it was last looked at. Over all nodes each time starts
 * one job; times missed while nobody ran are made up by one job for the latest of them, and a time at which its last job
 * still waits by that one: a full queue is not made longer every minute. One that cannot be started is logged and tried at
 * the next look; the others go on.
 * @returns how many were started
 */
export async function startDue(plan: readonly Planned[], by: ScheduledBy): Promise<number> {
  const now = by.clock.now();
  const due = plan.flatMap((schedule): Due[] => {
    const tick = tickAt(schedule, now);
    return tick === undefined || tick === schedule.handledTick ? [] : [{ schedule, tick }];
  });
  if (due.length === 0) return 0;
  // One question for all: at the first look that is every schedule there is.
  const open = await ticksToHandle(
    by.store.db,
    due.map(({ schedule: { name }, tick }) => ({ name, tick })),
  );
  let started = 0;
  for (const each of due)
    try {
      if (open.has(each.schedule.name) && (await startOne(each, by))) started++;
      each.schedule.handledTick = each.tick;
    } catch (error) {
      by.log.error({ err: error, schedule: each.schedule.name }, 'a schedule could not start its job');
    }
  return started;
}

async function startOne({ schedule, tick }: Due, by: ScheduledBy): Promise<boolean> {
  const { name, kind, input } = schedule;
  const job = await by.store.transaction(async (tx) => {
    if (!(await advanceSchedule(tx, name, tick)) || (await waitsFor(tx, kind.name, name))) return undefined;
    return startJob(tx, { kind, input, actor: system, key: `${name}@${tick}` }, by.clock);
  });
  if (job === undefined) return false;
  by.log.info({ schedule: name, tick, job }, 'a schedule started its job');
  return true;
}
