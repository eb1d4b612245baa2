import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { changesUp, Decided, perEnvelope, type DecidedRow } from '../log/changes.ts';
import type { Header } from '../log/envelope.ts';
import {
  listShared,
  lockShared,
  putConflict,
  putShared,
  takeChanged,
  type RowValues,
} from '../log/shared-store.ts';
import { writeEnvelope } from '../log/write.ts';
import { texts } from '../texts.ts';
import { findSays, getSelf } from './self.ts';

/** @throws Problem 404 for a dataset that is not kept here */
async function placeOf(context: Context, dataset: string) {
  const { certificate } = await getSelf(context);
  if (!(await findSays(context))?.shared.includes(dataset)) throw notFound(texts.sharedWord, dataset);
  return { node: certificate.node, dataset };
}

/**
 * A change that was made here. It says from which version it was made: the one that lay here when the first of the changes that
 * are not decided yet was made.
 */
export async function changeRow(
  context: Context,
  dataset: string,
  key: string,
  values: RowValues,
): Promise<{ version: number }> {
  const place = await placeOf(context, dataset);
  return context.transaction(async (tx) => {
    const before = (await lockShared(tx, place, [key])).get(key);
    const version = before?.version ?? 0;
    const base = before && before.state === 'changed' ? before.base : version;
    const now = { ...before?.values, ...values };
    await putShared(tx, place, { key, version, base, values: now, side: 'node', state: 'changed' });
    return { version };
  });
}

export async function sharedRows(context: Context, dataset: string, after: string, limit: number) {
  const place = await placeOf(context, dataset);
  const rows = await listShared(context.db, place, after, limit);
  return { items: rows, next: rows.length === limit ? (rows.at(-1)?.key ?? null) : null };
}

/** What was changed here goes up: each change once, whatever happens on the way. */
export const sendChanges = (context: Context, node: string): Promise<void> =>
  context.transaction(async (tx) => {
    const at = context.clock.now().toISOString();
    for (const [dataset, rows] of Map.groupBy(await takeChanged(tx, node), (row) => row.dataset))
      for (let from = 0; from < rows.length; from += perEnvelope) {
        const piece = rows
          .slice(from, from + perEnvelope)
          .map(({ key, base, values }) => ({ key, base, values }));
        const sending = { node, channel: changesUp(dataset), kind: 'changes', name: dataset, at };
        await writeEnvelope(tx, sending, { body: JSON.stringify({ rows: piece }) });
      }
  });

async function takeRow(tx: Db, { node, channel }: Header, row: DecidedRow, at: string): Promise<void> {
  const place = { node, dataset: channel.split('/')[2] ?? '' };
  const { key, version, values, side, conflict } = row;
  const before = (await lockShared(tx, place, [key])).get(key);
  // Changed again since: that change goes up with the version it was made from, and is decided there.
  const changed = before?.state === 'changed';
  await putShared(tx, place, changed ? { ...before, version } : { key, version, values, side });
  if (conflict)
    await putConflict(tx, node, { ...conflict, dataset: place.dataset, key, version, decided: side, at });
}

/** Takes what the city has decided, in the transaction in which it is taken from the line. */
export async function takeDecided(tx: Db, header: Header, body: string, at: string): Promise<void> {
  const read = Decided.safeParse(JSON.parse(body));
  for (const row of read.success ? read.data.rows : []) await takeRow(tx, header, row, at);
}
