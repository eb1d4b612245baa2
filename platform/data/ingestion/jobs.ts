import { join } from 'node:path';
import { z } from 'zod';
import { readCsvSql, type RowFaultCode, type Table } from '#engines/tabular';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome, type JobRun } from '#kernel/job';
import { writeParquet } from '#kernel/lake';
import { fill } from '#kernel/texts';
import { getDataset, type Dataset } from '#platform/data/catalogue';
import { batchPath } from './batch-shape.ts';
import { batchCollected } from './contract.ts';
import { getRow } from './hand-in.ts';
import { lineColumn, prepareFile } from './layout.ts';
import { notingFailure } from './note-failure.ts';
import * as store from './store.ts';

const attempts = 3;
const unit = { zh: '字节', en: 'bytes' };
const quote = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** Every field of the dataset as text, under its own name; one that the file lacks is empty. */
function columnsSql(dataset: Dataset, mapping: store.Mapping): string {
  const fields = dataset.fields.map(({ name }) => {
    const header = mapping[name];
    return `${header ? quote(header) : 'null::varchar'} as ${quote(name)}`;
  });
  return ['(row_number() over ())::integer as _row', `${lineColumn}::integer as _line`, ...fields].join(', ');
}

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
  const work = await context.files.workspace();
  try {
    const path = join(work.folder, 'rows.csv');
    const table = await prepareFile(await context.files.path(batch.file), batch.layout, {
      path,
      signal: run.signal,
      onProgress: (bytes, total) => run.progress({ done: bytes, total, unit }),
    });
    const source = readCsvSql(path, {
      delimiter: table.delimiter,
      columns: table.header.columns,
      lineColumn,
    });
    const target = await batchPath(context, dataset.code, batch.id);
    await context.lake.session(
      (session) =>
        writeParquet(session, `select ${columnsSql(dataset, batch.mapping ?? {})} from ${source}`, target),
      run.signal,
    );
    return { rows: table.rows, unreadable: table.faults };
  } finally {
    await work.clear();
  }
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
    const dataset = await getDataset(context.db, batch.dataset);
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
