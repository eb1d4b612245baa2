import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { collectFile } from '#platform/data/ingestion';
import { holdBack } from './contracts/limit.ts';
import { deliveriesOf, endDelivery, lastCounts, putDelivery, type DeliveryRow } from './delivery-store.ts';
import { openGate } from './gate-task.ts';
import { lookAt } from './look.ts';
import { SourceFault, type Delivery, type Written } from './readers/reader.ts';
import { readers } from './readers/index.ts';
import { countAlarms, driftOf, remembered } from './rules.ts';
import type { RunRow } from './run-store.ts';
import { changeState, findSource, type SourceRow, type StateChange } from './store.ts';
import { texts } from './texts.ts';

/** How a delivery ended: `nothing` was in it, or it is here, or waits. */
export interface Taken {
  readonly state: 'nothing' | 'collected' | 'unchanged' | 'held';
  readonly gone: number;
}

interface At {
  readonly source: SourceRow;
  readonly run: RunRow;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** The platform itself hands in: the source says whose it is, and its department made it so. */
const asPlatform = (context: Context): Context => ({ ...context, actor: system });

/** Hands a table to ingestion. The same content was a batch before: then it is unchanged, unless this very run handed it in. */
export async function handOn(
  context: Context,
  source: SourceRow,
  delivery: Pick<DeliveryRow, 'filename'>,
  path: string,
): Promise<{ readonly batch: string; readonly fresh: boolean }> {
  const { dataset, simulated } = source;
  const given = { dataset, filename: delivery.filename, mode: 'update', simulated } as const;
  const { batch, job } = await collectFile(asPlatform(context), given, createReadStream(path));
  return { batch, fresh: job !== null };
}

/** What is unlike before: columns, and the count of rows. Days of the past say nothing of the count. */
async function oddities(
  context: Context,
  { source, run }: At,
  seen: Pick<DeliveryRow, 'columns'> & { readonly rows: number },
) {
  const whole = readers[source.kind].isWhole(source.settings);
  const last = whole ? await lastCounts(context.db, source.code) : [];
  const alarms = run.dayFrom === null ? countAlarms(seen.rows, source, last) : [];
  const drift = seen.rows === 0 ? [] : driftOf(source.columns ?? undefined, seen.columns);
  return [...drift, ...alarms];
}

/** A delivery that an earlier try of this run was about to hand on keeps its number. */
async function rowOf(
  context: Context,
  { source, run }: At,
  seen: Omit<DeliveryRow, 'run' | 'number' | 'source' | 'file' | 'state' | 'batch'>,
): Promise<{ readonly row: DeliveryRow; readonly again: boolean }> {
  const before = await deliveriesOf(context.db, run.id);
  const same = before.find(({ content }) => content === seen.content);
  const where = { run: run.id, source: source.code, number: same?.number ?? before.length };
  const row = { ...seen, ...where, file: null, state: 'handing' as const, batch: null };
  return { row, again: same !== undefined && same.state !== 'unchanged' };
}

/** The bytes are kept here until somebody decides. */
async function hold(context: Context, source: SourceRow, row: DeliveryRow, path: string): Promise<void> {
  const { id: file } = await context.files.put(createReadStream(path));
  await context.transaction(async (tx) => {
    // What waits came under it too, whatever the source names when it is let through.
    await holdBack(context, tx, source.contract, source.dataset);
    // Pointed elsewhere meanwhile, its mark says nothing of the new place.
    const mark = (await findSource(tx, source.code))?.placed === source.placed ? row.mark : null;
    await putDelivery(tx, { ...row, mark, file, state: 'held' });
    await openGate(context, tx, source, row.drift.length);
  });
}

export const markOf = (
  { mark }: Pick<DeliveryRow, 'mark'>,
  { placed }: SourceRow,
): Pick<StateChange, 'mark'> => (mark === null ? {} : { mark: { value: mark, placed } });

/** The snapshot that a newer one has replaced is needed by nobody. */
export async function dropSnapshot(
  context: Context,
  { mark: before }: SourceRow,
  { mark }: Pick<DeliveryRow, 'mark'>,
): Promise<void> {
  const [old, now] = [before?.['snapshot'], mark?.['snapshot']];
  if (typeof old === 'string' && now !== undefined && old !== now) await context.files.removeUnshared(old);
}

/** Notes, hands on, notes: after a crash between any two of these the same bytes are the same batch. */
async function pass(
  context: Context,
  { source, run }: At,
  { row, again, path }: { readonly row: DeliveryRow; readonly again: boolean; readonly path: string },
): Promise<'collected' | 'unchanged'> {
  await context.transaction(async (tx) => {
    // Before a row of it is there: nobody is given it in between.
    await holdBack(context, tx, source.contract, source.dataset);
    await putDelivery(tx, row);
  });
  const { batch, fresh } = await handOn(context, source, row, path);
  const state = fresh || again ? 'collected' : 'unchanged';
  await context.transaction(async (tx) => {
    await endDelivery(tx, row, { state, batch });
    const columns = remembered(source.columns ?? undefined, row.columns);
    await changeState(tx, source.code, { columns, ...(run.dayFrom === null ? markOf(row, source) : {}) });
  });
  if (run.dayFrom === null) await dropSnapshot(context, source, row);
  return state;
}

/** What was delivered; when it is no table, the run says of which file that is. */
async function lookAtFile(at: { path: string; filename: string }, written: Written, signal: AbortSignal) {
  try {
    return await lookAt(at, written, signal);
  } catch (error) {
    if (error instanceof Problem && error.status === 422)
      throw new SourceFault(fill(texts.faultFile, { name: at.filename, why: error.detail }), false, error);
    throw error;
  }
}

/** Takes one table of a source as far as it goes: to the gate, or through it. */
export async function takeDelivery(context: Context, at: At, delivery: Delivery): Promise<Taken> {
  const { source } = at;
  const { filename } = delivery;
  const path = join(at.folder, randomUUID());
  const { gone = 0, mark = null, ...written } = await delivery.write(path);
  const seen = await lookAtFile({ path, filename }, written, at.signal);
  const drift = await oddities(context, at, seen);
  const { columns, rows, bytes, content } = seen;
  const { row, again } = await rowOf(context, at, { filename, columns, rows, bytes, content, mark, drift });
  let state: Taken['state'] = 'nothing';
  if (drift.length > 0) {
    await hold(context, source, row, path);
    state = 'held';
  } else if (rows > 0) state = await pass(context, at, { row, again, path });
  else if (at.run.dayFrom === null) {
    await context.transaction((tx) => changeState(tx, source.code, markOf(row, source)));
    await dropSnapshot(context, source, row);
  }
  await delivery.settle?.();
  await rm(path, { force: true });
  return { state, gone };
}
