import { createHash } from 'node:crypto';
import { reconcile, type Summary } from '#engines/reconcile';
import type { Context } from '#kernel/context';
import { interruptionOf, type JobRun } from '#kernel/job';
import { writeParquet } from '#kernel/lake';
import { notFound, Problem } from '#kernel/problem';
import type { Text } from '#kernel/texts';
import { standingRows, type StandingRows } from '#platform/data/quality';
import { compile } from './compile.ts';
import { matterPath, matterSelect, type Kept } from './matter.ts';
import { batchesOf, tellOwners } from './raise.ts';
import { soundSides } from './sound.ts';
import * as store from './store.ts';
import type { Definition } from './shapes.ts';

export const attempts = 3;
const unit: Text = { zh: '步', en: 'steps' };
const steps = 3;

interface Prepared {
  readonly id: string;
  readonly comparison: store.ComparisonRow;
  readonly kept: Kept;
  readonly rows: { readonly left: StandingRows; readonly right: StandingRows };
}

const definitionOf = ({ left, right, keys, fields, missing }: Definition): Definition => ({
  left,
  right,
  keys,
  fields,
  missing,
});

/** The same comparison over the same batches as they were last checked is the same run. */
function runId(comparison: store.ComparisonRow, rows: Prepared['rows']): string {
  const of = ({ batches, checkedAt }: StandingRows) => batches.map((batch, at) => [batch, checkedAt[at]]);
  const said = [definitionOf(comparison), comparison.findings, of(rows.left), of(rows.right)];
  const digest = createHash('sha256').update(JSON.stringify(said)).digest('hex');
  return `${comparison.code}-${digest.slice(0, 16)}`;
}

/** @returns undefined while a side was never delivered */
export async function prepare(context: Context, code: string): Promise<Prepared | undefined> {
  const comparison = await store.findComparison(context.db, code);
  if (!comparison) throw notFound({ zh: '数据比对', en: 'comparison' }, code);
  const definition = definitionOf(comparison);
  const of = await soundSides(context.db, definition);
  const [left, right] = [await standingRows(context, of.left), await standingRows(context, of.right)];
  if (!left || !right) return undefined;
  const id = runId(comparison, { left, right });
  const path = await matterPath(context, code, id);
  return { id, comparison, kept: { path, definition, of }, rows: { left, right } };
}

/** Holds both sides against each other and keeps what came out: the file is there whole or not at all. */
const compare = (context: Context, { kept, rows }: Prepared, signal: AbortSignal): Promise<Summary> =>
  context.lake.session(async (session) => {
    await session.run(`create temp view reconciled_left as ${rows.left.sql}`);
    await session.run(`create temp view reconciled_right as ${rows.right.sql}`);
    const summary = await reconcile(session, compile(kept.definition, kept.of), {
      left: 'reconciled_left',
      right: 'reconciled_right',
      into: 'matter',
    });
    await writeParquet(session, matterSelect('matter'), kept.path);
    return summary;
  }, signal);

/** What a run keeps of why it failed; a stop of the platform is no failure. */
async function noteFailure(context: Context, id: string, { error, run }: { error: unknown; run: JobRun }) {
  const cancelled = run.signal.aborted && interruptionOf(run.signal) === 'cancelled';
  const refused = error instanceof Problem && error.status < 500;
  if (!cancelled && (run.signal.aborted || (!refused && run.attempt < attempts))) return;
  const problem =
    error instanceof Problem
      ? error.detail
      : { zh: '平台出错，已记录。', en: 'The platform failed and has logged it.' };
  const at = context.clock.now().toISOString();
  await store.failRun(context.db, id, { status: cancelled ? 'cancelled' : 'failed', problem, at });
}

export interface Ran {
  readonly id: string;
  readonly summary: Summary;
  readonly findings: number;
  readonly closed: number;
  /** It had been run over just these batches before, and nothing was done. */
  readonly before: boolean;
}

async function begun(context: Context, prepared: Prepared, run: JobRun): Promise<Ran> {
  const { id, comparison, kept, rows } = prepared;
  const batches = await batchesOf(context, [...rows.left.batches, ...rows.right.batches]);
  await store.beginRun(context.db, {
    id,
    comparison: comparison.code,
    definition: kept.definition,
    batches: { left: rows.left.batches, right: rows.right.batches },
    simulated: [...batches.values()].some(({ simulated }) => simulated),
    at: context.clock.now().toISOString(),
  });
  run.progress({ done: 0, total: steps, unit, note: { zh: '逐行比对', en: 'comparing row by row' } });
  const summary = await compare(context, prepared, run.signal);
  run.signal.throwIfAborted();
  run.progress({ done: 1, total: steps, unit, note: { zh: '下发不一致', en: 'telling the owners' } });
  const compiled = compile(kept.definition, kept.of);
  const told = await tellOwners(context, { comparison, compiled, kept, batches }, `reconciliation:${id}`);
  run.progress({ done: 2, total: steps, unit });
  await store.finishRun(context.db, id, { summary, ...told, at: context.clock.now().toISOString() });
  run.progress({ done: steps, total: steps, unit });
  return { id, summary, ...told, before: false };
}

/**
 * One run of a comparison. Safe to run again after a crash: its rows are one file, its findings stand once, and a run
 * that was finished is not done again.
 */
export async function runOnce(context: Context, prepared: Prepared, run: JobRun): Promise<Ran> {
  const done = await store.findRun(context.db, prepared.id);
  if (done?.status === 'done' && done.summary)
    return { id: done.id, summary: done.summary, findings: 0, closed: 0, before: true };
  try {
    return await begun(context, prepared, run);
  } catch (error) {
    await noteFailure(context, prepared.id, { error, run });
    throw error;
  }
}
