import type { Actor } from '../actor.ts';
import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import type { Store } from '../db/index.ts';
import type { JobKind } from '../job.ts';
import type { Log } from '../log.ts';
import { startRounds } from '../rounds.ts';
import { thisProcess } from '../running-process.ts';
import { readActor } from './actor-form.ts';
import { takeBackLost } from './lost-jobs.ts';
import { pulseOf } from './pulse.ts';
import { claimJob, endJob, type ClaimedJob } from './queue.ts';
import type { Rests } from './rests.ts';
import { runJob, type Running } from './running-job.ts';
import type { JobTiming } from './timing.ts';

export interface CrewOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly workers: number;
  readonly kinds: ReadonlyMap<string, JobKind>;
  readonly timing: JobTiming;
  readonly rests: Rests;
  contextFor(actor: Actor, asked: { readonly requestId: string }): Context;
}

export interface Crew {
  wake(): void;
  /** Interrupts what runs, waits for it, and leaves it in the queue for the next start. */
  stop(): Promise<void>;
}

let crews = 0;

/** The workers of this process: they claim jobs, run them, and say that they live. */
export async function startCrew(options: CrewOptions): Promise<Crew> {
  const { store, clock, log, timing } = options;
  const node = `${thisProcess}~${++crews}`;
  const running = new Map<string, Running>();
  const names = [...options.kinds.keys()];
  const brief = names.filter((name) => options.kinds.get(name)?.brief);

  let briefly = 0;

  /** A large delivery takes every worker for an hour: what is due each minute does not wait for it. */
  function open(): readonly string[] {
    if (running.size < options.workers) return names;
    return running.size === options.workers && briefly === 0 ? brief : [];
  }

  async function claim(): Promise<boolean> {
    const wanted = open();
    if (wanted.length === 0) return false;
    const claimed = await claimJob(store.db, { node, names: wanted, at: clock.now().toISOString() });
    if (!claimed) return false;
    const job = begin(claimed, node, options);
    running.set(job.id, job);
    const isBrief = brief.includes(claimed.name);
    if (isBrief) briefly += 1;
    const began = performance.now();
    void job.ended.then(() => {
      const kind = options.kinds.get(claimed.name);
      if (kind) options.rests.ended(kind, performance.now() - began);
      running.delete(job.id);
      if (isBrief) briefly -= 1;
      claims.wake();
    });
    return true;
  }

  const look = () => takeBackLost({ store, clock, log, leaseMs: timing.leaseMs });
  const pulse = pulseOf({ store, node, running, heartbeatMs: timing.heartbeatMs });
  const quiet = (work: () => Promise<void>) => () => work().then(() => false);

  await look();
  const claims = startRounds({ name: 'jobs', round: claim, everyMs: timing.pollMs, log });
  const pulses = startRounds({ name: 'job-pulse', round: quiet(pulse), everyMs: timing.pulseMs, log });
  const watch = startRounds({ name: 'job-lease', round: quiet(look), everyMs: timing.leaseMs / 3, log });

  return {
    wake: claims.wake,
    async stop() {
      await Promise.all([claims.stop(), watch.stop()]);
      for (const job of running.values()) job.interrupt('stopping');
      await ends(running, timing.stopMs);
      await pulses.stop();
      for (const job of running.values()) {
        log.warn({ job: job.id }, 'the job did not stop in time; it goes on from its last checkpoint later');
        const at = clock.now().toISOString();
        await endJob(store.db, { node, at }, job.id, { status: 'stopped', progress: job.takeProgress() });
      }
    },
  };
}

function begin(claimed: ClaimedJob, node: string, options: CrewOptions): Running {
  const { store, clock, log, timing } = options;
  const kind = options.kinds.get(claimed.name);
  if (!kind) throw new Error(`claimed a job of the unknown kind ${claimed.name}`);
  const context = () => options.contextFor(readActor(claimed.actor), { requestId: `job-${claimed.id}` });
  return runJob(claimed, { store, clock, log, node, timing, kind, context });
}

/** Waits for the jobs to end, but not longer than that. */
async function ends(running: ReadonlyMap<string, Running>, longestMs: number): Promise<void> {
  const all = Promise.all([...running.values()].map((job) => job.ended));
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, longestMs);
  });
  await Promise.race([all, late]);
  clearTimeout(timer);
}
