import { Readable } from 'node:stream';
import { z } from 'zod';
import { system } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob } from '#kernel/job';
import { subscription } from '#kernel/module';
import { fill } from '#kernel/texts';
import { getDatasetInForce, type Dataset } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { batchChecked, checkedRows, standingRows } from '#platform/data/quality';
import { Changes, changesDown, perEnvelope, type DecidedRow } from '../log/changes.ts';
import { settleEnvelope, type Envelope } from '../log/log-store.ts';
import { lockShared, putConflict, putShared, type Place, type RowValues } from '../log/shared-store.ts';
import { writeEnvelope } from '../log/write.ts';
import { judge } from '../rules.ts';
import { texts } from '../texts.ts';
import { nodesSharing, type NodeRow } from './node-store.ts';

/** Sends rows as the city has decided them down to a node. */
async function tellRows(
  context: Context,
  tx: Db,
  { node, dataset }: Place,
  rows: readonly DecidedRow[],
): Promise<void> {
  const at = context.clock.now().toISOString();
  const sending = { node, channel: changesDown(dataset), kind: 'changes', name: dataset, at };
  for (let from = 0; from < rows.length; from += perEnvelope)
    await writeEnvelope(tx, sending, {
      body: JSON.stringify({ rows: rows.slice(from, from + perEnvelope) }),
    });
}

/** A row as the dataset's fields have it, and nothing else. */
const fit = (dataset: Dataset, key: string, values: RowValues): RowValues =>
  Object.fromEntries(
    dataset.fields.map(({ name }) => [name, name === dataset.key ? key : (values[name] ?? null)]),
  );

/** Rows that a delivery from elsewhere brought are new versions, made at the city's side. Told twice, nothing changes. */
async function followRows(
  context: Context,
  place: Place,
  rows: readonly { readonly key: string; readonly values: RowValues }[],
): Promise<void> {
  await context.transaction(async (tx) => {
    const known = await lockShared(
      tx,
      place,
      rows.map(({ key }) => key),
    );
    const told: DecidedRow[] = [];
    for (const { key, values } of rows) {
      const before = known.get(key);
      const { version, changed } = judge({ base: before?.version ?? 0, values }, before, 'city');
      if (!changed) continue;
      const row = { key, version, values, side: 'city' as const };
      await putShared(tx, place, row);
      told.push(row);
    }
    await tellRows(context, tx, place, told);
  });
}

/** What a batch says of a dataset that a node keeps too goes down to that node. */
export const followBatch = subscription('nodes.follow-batch', batchChecked, async ({ payload }, context) => {
  const { dataset, batch } = payload;
  for (const { code: node } of await nodesSharing(context.db, dataset))
    for await (const rows of checkedRows(context, { dataset, batch, after: 0, size: perEnvelope }))
      await followRows(context, { node, dataset }, rows);
});

/** Brings a dataset as it stands to a node that keeps it from now on. Safe to run again. */
export const loadShared = defineJob({
  name: 'nodes.load-shared',
  title: texts.loadShared,
  input: z.object({ node: z.string(), dataset: z.string() }),
  attempts: 5,
  async run({ node, dataset: code }, run, context) {
    const dataset = await getDatasetInForce(context.db, code);
    const standing = await standingRows(context, dataset);
    let count = 0;
    if (standing)
      await context.lake.session(async (session) => {
        for await (const found of session.stream(standing.sql)) {
          run.signal.throwIfAborted();
          const rows = found.flatMap((row) => {
            const key = row[dataset.key];
            return typeof key === 'string' ? [{ key, values: fit(dataset, key, row as RowValues) }] : [];
          });
          for (let from = 0; from < rows.length; from += perEnvelope)
            await followRows(context, { node, dataset: code }, rows.slice(from, from + perEnvelope));
          count += rows.length;
        }
      });
    return { summary: fill(texts.tookIn, { count }), data: { count } };
  },
});

interface Applied {
  /** Rows that are now as the node says, to be handed in. */
  readonly accepted: readonly RowValues[];
  readonly conflicts: number;
}

/** Decides each change of an envelope, once: what was decided stands in its outcome before anything is handed in. */
async function apply(
  context: Context,
  node: NodeRow,
  dataset: Dataset,
  { header, body }: Envelope,
): Promise<Applied> {
  const read = Changes.safeParse(JSON.parse(body ?? '{}'));
  const rows = read.success ? read.data.rows : [];
  const place = { node: node.code, dataset: dataset.code };
  const at = context.clock.now().toISOString();
  return context.transaction(async (tx) => {
    const known = await lockShared(
      tx,
      place,
      rows.map(({ key }) => key),
    );
    const told: DecidedRow[] = [];
    const accepted: RowValues[] = [];
    for (const { key, base, values: said } of rows) {
      const before = known.get(key);
      const values = fit(dataset, key, said);
      const judged = judge({ base, values }, before, node.authority);
      const { version, side, changed, conflict } = judged;
      const row = { key, version, values: judged.values, side };
      if (changed) {
        await putShared(tx, place, row);
        accepted.push(judged.values);
      }
      if (!conflict || !before) {
        told.push(row);
        continue;
      }
      const clash = { sequence: header.sequence, base, nodeValues: values, cityValues: before.values };
      await putConflict(tx, node.code, { ...clash, dataset: dataset.code, key, version, decided: side, at });
      told.push({ ...row, conflict: clash });
    }
    await tellRows(context, tx, place, told);
    const applied = { accepted, conflicts: told.filter((row) => row.conflict).length };
    await settleEnvelope(tx, header, { state: 'taken', outcome: applied });
    return applied;
  });
}

/** The rows that are now otherwise, as a delivery of the dataset: they are checked and join like any. */
async function handIn(
  context: Context,
  { code, simulated }: NodeRow,
  dataset: Dataset,
  { rows, sequence }: { readonly rows: readonly RowValues[]; readonly sequence: number },
): Promise<{ batch: string }> {
  const labelled = rows.map((row) =>
    Object.fromEntries(dataset.fields.map((field) => [field.label.zh, row[field.name] ?? null])),
  );
  const filename = `${code}-${sequence}.json`;
  const given = { dataset: dataset.code, filename, mode: 'update', simulated } as const;
  const stream = Readable.from([Buffer.from(JSON.stringify(labelled), 'utf8')]);
  return collectFile({ ...context, actor: system }, given, stream);
}

/** @returns the outcome of an envelope of changes */
export async function takeChanges(
  context: Context,
  node: NodeRow,
  envelope: Envelope,
): Promise<Readonly<Record<string, unknown>>> {
  const { header, outcome } = envelope;
  const dataset = await getDatasetInForce(context.db, header.channel.split('/')[2] ?? '');
  const applied =
    outcome !== null && 'accepted' in outcome
      ? (outcome as unknown as Applied)
      : await apply(context, node, dataset, envelope);
  const { accepted, conflicts } = applied;
  if (accepted.length === 0) return { conflicts, rows: 0 };
  const { batch } = await handIn(context, node, dataset, { rows: accepted, sequence: header.sequence });
  return { conflicts, rows: accepted.length, batch };
}
