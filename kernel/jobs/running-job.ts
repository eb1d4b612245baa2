import type { Clock } from '../clock.ts';
import type { Context } from '../context.ts';
import { inBackground, type Store } from '../db/index.ts';
import type { JobKind, JobOutcome, JobProgress, JobRun } from '../job.ts';
import type { Log } from '../log.ts';
import { interruptionOf, JobInterruption } from './interruption.ts';
import { inputRefused, judge } from './job-problem.ts';
import { measurePace, type PacedProgress } from './pace.ts';
import { endJob, saveCheckpoint, type ClaimedJob, type Ending } from './queue.ts';
import { retryAfter, type JobTiming } from './timing.ts';

export interface Running {
  readonly id: string;
  /** Resolves when its end is written; never rejects. */
  readonly ended: Promise<void>;
  interrupt(reason: JobInterruption['reason']): void;
  /** Progress told since the last time this was asked. */
  takeProgress(): PacedProgress | undefined;
}

export interface RunOptions {
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly node: string;
  readonly timing: JobTiming;
  readonly kind: JobKind;
  context(): Context;
}

type Done = { readonly outcome: JobOutcome } | { readonly error: unknown };

/** How an end of `run()` is to be written down. */
function endingOf(done: Done, signal: AbortSignal, claimed: ClaimedJob, timing: JobTiming): Ending {
  const interruption = interruptionOf(signal);
  // A run that was told to stop and returned may have left off half-way, so it runs again from its checkpoint.
  if (interruption === 'stopping') return { status: 'stopped' };
  if (interruption === 'cancelled')
    return { status: 'cancelled', outcome: 'outcome' in done ? done.outcome : undefined };
  if ('outcome' in done) return { status: 'done', outcome: done.outcome };
  const { problem, final } = judge(done.error);
  if (final || claimed.attempt >= claimed.attempts) return { status: 'failed', problem };
  return { status: 'again', problem, afterMs: retryAfter(timing, claimed.attempt) };
}

/** Does the work itself; an error is an answer here. */
async function work(claimed: ClaimedJob, run: JobRun, options: RunOptions): Promise<Done> {
  try {
    const input = options.kind.input.safeParse(claimed.input);
    if (!input.success) throw inputRefused(input.error);
    return { outcome: await options.kind.run(input.data, run, options.context()) };
  } catch (error) {
    return { error };
  }
}

/** The last progress told, until it is taken to be written. */
function progressKeeper(clock: Clock) {
  const pace = measurePace();
  let latest: PacedProgress | undefined;
  return {
    tell(progress: JobProgress): void {
      latest = pace(progress, performance.now(), clock.now().toISOString());
    },
    take(): PacedProgress | undefined {
      const taken = latest;
      latest = undefined;
      return taken;
    },
  };
}

/** Runs a claimed job to an end and writes it down. */
export function runJob(claimed: ClaimedJob, options: RunOptions): Running {
  const { store, clock, node, timing } = options;
  const { id } = claimed;
  const log = options.log.child({ job: id, kind: claimed.name, attempt: claimed.attempt });
  const controller = new AbortController();
  const { tell, take } = progressKeeper(clock);

  async function checkpoint(state: unknown): Promise<void> {
    const saved = { state, progress: take() };
    // In a transaction of the job's own this joins it: the work and the checkpoint are kept together or not at all.
    const kept = await store.transaction((tx) => saveCheckpoint(tx, node, id, saved));
    if (kept) return;
    controller.abort(new JobInterruption('lost'));
    throw controller.signal.reason;
  }

  async function go(): Promise<void> {
    const { signal } = controller;
    const run: JobRun = {
      id,
      attempt: claimed.attempt,
      signal,
      state: claimed.state ?? undefined,
      progress: tell,
      checkpoint,
    };
    const done = await inBackground(() => work(claimed, run, options));
    const ending = endingOf(done, signal, claimed, timing);
    if ('error' in done && 'problem' in ending)
      log.error({ err: done.error, code: ending.problem.code, status: ending.status }, 'the job failed');
    const at = clock.now().toISOString();
    const written = await endJob(store.db, { node, at }, id, { ...ending, progress: take() });
    if (written) log.info({ status: ending.status }, 'job ended');
    else log.warn({}, 'the job is no longer ours; another node goes on with it');
  }

  log.info({}, 'job begins');
  return {
    id,
    ended: go().catch((error: unknown) =>
      log.error({ err: error }, 'the end of the job could not be written; it will be taken back'),
    ),
    interrupt: (reason) => controller.abort(new JobInterruption(reason)),
    takeProgress: take,
  };
}
