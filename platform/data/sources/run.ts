import { storeProblem } from '#kernel/db';
import type { Context } from '#kernel/context';
import { nextTick } from '#kernel/cron';
import { interruptionOf, type JobRun } from '#kernel/job';
import { Problem } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { barredBy } from './contracts/bar.ts';
import { takeDelivery } from './deliver.ts';
import { deliveriesOf, findHeld, type DeliveryRow } from './delivery-store.ts';
import { hasGaps } from './gap-store.ts';
import { reportGap } from './gaps.ts';
import { openHostKey, settleTrouble } from './gate-task.ts';
import type { RunState } from './names.ts';
import { faultOf } from './readers/faults.ts';
import { readers } from './readers/index.ts';
import { SourceFault, type Missed } from './readers/reader.ts';
import { readingOf } from './reading.ts';
import { waitMinutes } from './rules.ts';
import { changeRun, isCancelAsked, type RunChange, type RunRow } from './run-store.ts';
import { changeState, findSource, type SourceRow } from './store.ts';
import { texts } from './texts.ts';

const unit = texts.rows;
const askEveryMs = 500;

const order = ['held', 'collected', 'unchanged'] as const;

/** The run as a whole: what its deliveries came to, those before a crash with them. */
function summed(all: readonly DeliveryRow[], gone: number): { readonly state: RunState } & RunChange {
  return {
    state: order.find((state) => all.some((each) => each.state === state)) ?? 'nothing',
    rows: all.reduce((sum, { rows }) => sum + (rows ?? 0), 0),
    bytes: all.reduce((sum, { bytes }) => sum + bytes, 0),
    gone: gone || null,
    batch: all.findLast(({ batch }) => batch !== null)?.batch ?? null,
  };
}

/** Aborts when the job is stopped or somebody cancels the run, whoever started it. */
function stopSign(context: Context, run: RunRow, job: JobRun) {
  const controller = new AbortController();
  const timer = setInterval(() => {
    isCancelAsked(context.db, run.id).then(
      (asked) => asked && controller.abort(new Cancelled()),
      () => undefined,
    );
  }, askEveryMs);
  return { signal: AbortSignal.any([job.signal, controller.signal]), clear: () => clearInterval(timer) };
}

class Cancelled extends Error {}

async function readAll(
  context: Context,
  at: { source: SourceRow; run: RunRow; job: JobRun; signal: AbortSignal },
) {
  const { run, job, signal } = at;
  const days = run.dayFrom && run.dayTo ? { from: run.dayFrom, to: run.dayTo } : undefined;
  const work = await context.files.workspace();
  let gone = 0;
  let { source } = at;
  try {
    const progress = (rows: number) => job.progress({ done: rows, unit });
    const missed = (what: Missed) => reportGap(context, at.source, run, what);
    const given = { days, signal, folder: work.folder, progress, missed };
    const reading = await readingOf(context, source, given);
    for await (const delivery of readers[source.kind].read(reading)) {
      signal.throwIfAborted();
      const taken = await takeDelivery(context, { source, run, folder: work.folder, signal }, delivery);
      gone += taken.gone;
      if (taken.state === 'held') break;
      // What was accepted a moment ago is what the next one is compared with; all else is as it was when the run began.
      const { columns, mark } = (await findSource(context.db, source.code)) ?? source;
      source = { ...source, columns, mark };
    }
    return gone;
  } finally {
    await work.clear();
  }
}

/** The words of a refusal, with what is wrong in particular. */
function wordsOf({ detail, errors = [] }: Problem): Text {
  const first = errors.slice(0, 5).map((each) => each.detail);
  return {
    zh: [detail.zh, first.map(({ zh }) => zh).join('；')].filter(Boolean).join(''),
    en: [detail.en, first.map(({ en }) => en).join('; ')].filter(Boolean).join(' '),
  };
}

interface Ending {
  readonly state: RunState;
  readonly reason: Text;
  readonly alarm?: SourceFault['alarm'];
}

/** What the run keeps of an error, or undefined when it is a bug that the job must show. */
function endingOf(error: unknown): Ending | undefined {
  const fault = faultOf(error);
  if (fault instanceof SourceFault)
    return { state: fault.passing ? 'unreachable' : 'failed', reason: fault.reason, alarm: fault.alarm };
  if (fault instanceof Problem && fault.status < 500) return { state: 'failed', reason: wordsOf(fault) };
  return undefined;
}

/** When a source that could not be reached is tried again: soon, and no later than its schedule says; null for one run by hand. */
function nextTry({ config, clock }: Context, { enabled, schedule, follows }: SourceRow, misses: number) {
  if (!enabled || (schedule === null && follows.length === 0)) return null;
  const now = clock.now();
  const soon = new Date(now.getTime() + waitMinutes(misses) * 60_000);
  const planned = schedule === null ? undefined : nextTick(schedule, config.TIME_ZONE, now);
  return (planned && planned < soon ? planned : soon).toISOString();
}

/** Ends a run that got nothing; one that could not be reached is tried again sooner than its schedule says. */
async function endWithout(context: Context, source: SourceRow, run: RunRow, { alarm, ...ended }: Ending) {
  const isAway = ended.state === 'unreachable';
  // A person who runs it sees how it ended; what runs by itself nobody may be looking at.
  const bySelf = run.cause === 'schedule' || run.cause === 'after';
  const missed = isAway || (ended.state === 'failed' && bySelf);
  const misses = missed ? source.misses + 1 : source.misses;
  const nextTryAt = isAway ? nextTry(context, source, misses) : null;
  const finishedAt = context.clock.now().toISOString();
  await context.transaction(async (tx) => {
    await changeState(tx, source.code, { misses, ...(nextTryAt === null ? {} : { nextAt: nextTryAt }) });
    await changeRun(tx, run.id, { ...ended, finishedAt, nextTryAt });
    await settleTrouble(context, tx, source, missed ? misses : -1);
    if (alarm) await openHostKey(context, tx, source);
  });
}

/** The end of a run whose job failed for good at an error of ours; what the error says stands in the log alone. */
const bugOf = (error: unknown): Ending => ({
  state: 'failed',
  reason: storeProblem(error)?.message ?? texts.faultPlatform,
});

async function end(context: Context, source: SourceRow, run: RunRow, gone: number) {
  const whole = summed(await deliveriesOf(context.db, run.id), gone);
  const held = whole.state === 'held';
  const gaps = (await hasGaps(context.db, run.id)) ? texts.gapReason : null;
  await context.transaction(async (tx) => {
    await changeState(tx, source.code, { misses: 0 });
    await changeRun(tx, run.id, {
      ...whole,
      reason: held ? texts.schema : gaps,
      ...(held ? {} : { finishedAt: context.clock.now().toISOString() }),
    });
    await settleTrouble(context, tx, source, 0);
  });
  return { state: whole.state, rows: whole.rows ?? 0 };
}

/** Why nothing is read this time: its contract does not allow it, or a delivery of before waits at the gate. */
async function reasonNot(context: Context, source: SourceRow): Promise<Ending | undefined> {
  const barred = await barredBy(context, source);
  if (barred) return { state: 'failed', reason: barred };
  return (await findHeld(context.db, source.code)) ? { state: 'nothing', reason: texts.gateShut } : undefined;
}

/** Takes a run from its beginning to its end. Safe to do again from anywhere: what was handed in is one batch. */
export async function goThrough(
  context: Context,
  run: RunRow,
  job: JobRun,
  attempts: number,
): Promise<{ readonly state: RunState; readonly rows: number }> {
  const source = await findSource(context.db, run.source);
  const ended = { state: 'cancelled', rows: 0 } as const;
  if (!source || run.cancelAsked) {
    await changeRun(context.db, run.id, {
      state: 'cancelled',
      finishedAt: context.clock.now().toISOString(),
    });
    return ended;
  }
  const not = await reasonNot(context, source);
  if (not) {
    await endWithout(context, source, run, not);
    return { state: not.state, rows: 0 };
  }
  await changeRun(context.db, run.id, { state: 'running' });
  const { signal, clear } = stopSign(context, run, job);
  try {
    const gone = await readAll(context, { source, run, job, signal });
    return await end(context, source, run, gone);
  } catch (error) {
    if (signal.reason instanceof Cancelled || interruptionOf(job.signal) === 'cancelled') {
      await changeRun(context.db, run.id, {
        state: 'cancelled',
        finishedAt: context.clock.now().toISOString(),
      });
      return ended;
    }
    job.signal.throwIfAborted();
    const ending = endingOf(error);
    if (ending) {
      await endWithout(context, source, run, ending);
      return { state: ending.state, rows: 0 };
    }
    if (job.attempt >= attempts) await endWithout(context, source, run, bugOf(error));
    throw error;
  } finally {
    clear();
  }
}
