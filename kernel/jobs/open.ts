import type { Actor } from '../actor.ts';
import type { Context, Services } from '../context.ts';
import { afterCommit } from '../db/index.ts';
import type { JobKind } from '../job.ts';
import { startRounds } from '../rounds.ts';
import { startCrew, type Crew } from './crew.ts';
import { openRests } from './rests.ts';
import { planSchedules, startDue } from './schedules.ts';
import { startJob } from './start-job.ts';
import { usualTiming, type JobTiming } from './timing.ts';

export type ContextFor = (actor: Actor, asked?: { readonly requestId?: string }) => Context;

export interface JobsOptions extends Pick<Services, 'config' | 'clock' | 'log' | 'store' | 'modules'> {
  /** Every kind that this process can run, modules' and the kernel's own. */
  readonly kinds: readonly JobKind[];
  readonly timing?: Partial<JobTiming>;
}

export interface Jobs {
  readonly start: Services['startJob'];
  /** Starts workers (`JOB_WORKERS` of them) and schedules. @returns stops them; what runs goes on after the next start */
  run(contextFor: ContextFor): Promise<() => Promise<void>>;
}

const scheduleMs = 1000;

function byName(kinds: readonly JobKind[]): ReadonlyMap<string, JobKind> {
  const named = new Map<string, JobKind>();
  for (const kind of kinds) {
    const other = named.get(kind.name);
    if (other && other !== kind) throw new Error(`there are two kinds of job named ${kind.name}`);
    named.set(kind.name, kind);
  }
  return named;
}

/**
 * Long work: started in a transaction, run by workers, resumed after crashes, shown to whoever started it.
 * @throws Error when two kinds share a name or a schedule is wrong
 */
export function openJobs(options: JobsOptions): Jobs {
  const { store, clock, log, config } = options;
  const kinds = byName(options.kinds);
  const timing = { ...usualTiming, ...options.timing };
  const schedules = options.modules.flatMap((module) => module.schedules ?? []);
  const plan = planSchedules(schedules, kinds, config.TIME_ZONE);
  const crews = new Set<Crew>();
  const wake = (): void => {
    for (const crew of crews) crew.wake();
  };
  const rests = openRests();

  return {
    async start(db, kind, input, by) {
      if (!kinds.has(kind.name)) throw new Error(`no module has the job ${kind.name}`);
      const started = kind as unknown as JobKind;
      const restMs = rests.left(started);
      const id = await startJob(db, { kind: started, input, restMs, ...by }, clock);
      afterCommit(db, restMs === 0 ? wake : () => void setTimeout(wake, restMs + 1).unref());
      return id;
    },
    async run(contextFor) {
      if (config.JOB_WORKERS === 0) return () => Promise.resolve();
      const crew = await startCrew({
        store,
        clock,
        log,
        workers: config.JOB_WORKERS,
        kinds,
        timing,
        rests,
        contextFor,
      });
      crews.add(crew);
      const round = async () => {
        if ((await startDue(plan, { store, clock, log })) > 0) crew.wake();
        return false;
      };
      const rounds = startRounds({ name: 'schedules', round, everyMs: scheduleMs, log });
      return async () => {
        crews.delete(crew);
        await rounds.stop();
        await crew.stop();
      };
    },
  };
}
