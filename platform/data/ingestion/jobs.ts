import { z } from 'zod';
import type { ColumnSource, RowFaultCode, Table } from '#engines/tabular';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome, type JobRun } from '#kernel/job';
import { wholeFile } from '#kernel/lake';
import { fill } from '#kernel/texts';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { batchPath } from './batch-shape.ts';
import { batchCollected } from './contract.ts';
import { getRow } from './hand-in.ts';
import { bringRows } from './layout.ts';
import { notingFailure } from './note-failure.ts';
import * as store from './store.ts';

const attempts = 3;
const unit = { zh: '字节', en: 'bytes' };

/** Every field of the dataset under its own name, from the column that the mapping gives it. */
const columnsOf = (dataset: Dataset, mapping: store.Mapping): ColumnSource[] =>
  dataset.fields.map(({ name }) => ({ name, header: mapping[name] ?? null }));

interface Collected {
  readonly rows: number;
  readonly unreadable: Table['faults'];
}

/** File to rows in the lake: read once, bad lines set aside, the rest written as it came. */
async function collect(
  context: Context,
  batch: store.BatchRow,
  dataset: Dataset,
  run: JobRun,
): Promise<Collected> {
  const target = await batchPath(context, dataset.code, batch.id);
  const from = await context.files.path(batch.file);
  const table = await wholeFile(target, (path) =>
    bringRows(from, batch.layout, {
      path,
      columns: columnsOf(dataset, batch.mapping ?? {}),
      signal: run.signal,
      onProgress: (bytes, total) => run.progress({ done: bytes, total, unit }),
    }),
  );
  return { rows: table.rows, unreadable: table.faults };
}

async function settle(
  context: Context,
  batch: store.BatchRow,
  { rows, unreadable }: Collected,
): Promise<void> {
  const at = context.clock.now().toISOString();
  const lines: { line: number; code: RowFaultCode }[] = unreadable.first.map(({ line, code }) => ({
    line,
    code,
  }));
  await context.transaction(async (tx) => {
    await store.replaceUnreadable(tx, batch.id, lines);
    await store.changeBatch(tx, batch.id, {
      status: 'collected',
      rows,
      unreadable: unreadable.count,
      collected_at: at,
      problem: null,
    });
    await store.rememberMapping(tx, {
      dataset: batch.dataset,
      headers: batch.headers,
      mapping: batch.mapping ?? {},
      at,
    });
    await context.emit(tx, batchCollected, {
      key: batch.dataset,
      payload: {
        dataset: batch.dataset,
        batch: batch.id,
        mode: batch.mode,
        rows,
        simulated: batch.simulated,
      },
    });
  });
}

/** Brings a previewed file into the lake as a batch. Safe to run again: the batch is written whole or not at all. */
export const collectBatch = defineJob({
  name: 'ingestion.collect-batch',
  title: { zh: '汇集数据', en: 'Collect a batch' },
  input: z.object({ batch: z.string() }),
  attempts,
  async run(input, run, context): Promise<JobOutcome> {
    const batch = await getRow(context, input.batch);
    const dataset = await getDatasetEver(context.db, batch.dataset);
    const collected = await notingFailure(context, { batch: batch.id, run, attempts }, async () => {
      const rows = await collect(context, batch, dataset, run);
      await settle(context, batch, rows);
      return rows;
    });
    return {
      summary: fill(
        {
          zh: '收下 {rows} 行，{unreadable} 行读不出',
          en: '{rows} rows taken, {unreadable} lines could not be read',
        },
        { rows: collected.rows, unreadable: collected.unreadable.count },
      ),
      data: { batch: batch.id, rows: collected.rows, unreadable: collected.unreadable.count },
    };
  },
});

/**
 * Starts collecting a previewed batch under a mapping.
 * @returns the job, or undefined when the batch is being collected already, or was
 */
export const startCollecting = (
  context: Context,
  batch: string,
  mapping: store.Mapping,
): Promise<string | undefined> =>
  context.transaction(async (tx) => {
    if (!(await store.takeBatch(tx, batch, mapping))) return undefined;
    const job = await context.startJob(tx, collectBatch, { batch }, { actor: context.actor });
    await store.changeBatch(tx, batch, { job });
    return job;
  });
