import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { writeCsv } from '#engines/tabular';
import { system } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob } from '#kernel/job';
import { readRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { findDataset, type Dataset } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { Company } from '#platform/data/registers';
import { markDelivered, undelivered, type Undelivered } from './delivery-store.ts';
import { texts } from './texts.ts';

/** The platform hands in for the owner: the return says whose it is. */
const asPlatform = (context: Context): Context => ({ ...context, actor: system });

/** One row a filing, under the names of the dataset's columns. */
async function rowsOf(
  context: Context,
  header: readonly string[],
  filings: readonly Undelivered[],
): Promise<string[][]> {
  const companies = await readRows(
    context,
    context.db,
    Company,
    filings.map(({ company }) => company),
  );
  const codes = new Map(companies.map(({ id, creditCode }) => [id, creditCode]));
  return filings.map((each) => {
    const values: Record<string, string> = {
      ...each.answers,
      rowKey: each.id,
      reportedBy: codes.get(each.company) ?? '',
      reportedPeriod: each.period,
      reportedOn: dayOf(context, new Date(each.handedInAt)),
      reportedLate: each.late ? 'true' : 'false',
    };
    return header.map((name) => values[name] ?? '');
  });
}

/** Hands the file to the usual intake while it is written. @returns the batch */
async function collect(
  context: Context,
  dataset: Dataset,
  filings: readonly Undelivered[],
  at: string,
): Promise<string> {
  const header = dataset.fields.map(({ name }) => name);
  const rows = await rowsOf(context, header, filings);
  const given = {
    dataset: dataset.code,
    filename: `${dataset.code}-${at.slice(0, 10)}.csv`,
    mode: 'update',
    simulated: filings.some(({ simulated }) => simulated),
  } as const;
  const file = new PassThrough();
  const [{ batch }] = await Promise.all([
    collectFile(asPlatform(context), given, file),
    writeCsv(rows, { to: file, header, bom: false, formulaSafe: false }),
  ]);
  return batch;
}

/** One return's filings through the usual intake. @returns whether there was where to bring them */
async function deliverOne(context: Context, filings: readonly Undelivered[]): Promise<boolean> {
  const [first] = filings;
  const dataset = first && (await findDataset(context.db, first.return));
  if (!first || !dataset) return false;
  const at = context.clock.now().toISOString();
  const batch = await collect(context, dataset, filings, at);
  await context.transaction((tx) => markDelivered(tx, filings, { batch, at }));
  return true;
}

/** What was handed in since, each return's own items to its own dataset; invented ones apart and marked. */
export const deliver = defineJob({
  name: 'reporting.deliver',
  title: texts.deliver,
  input: z.object({}),
  attempts: 3,
  lane: () => 'reporting.deliver',
  async run(_input, run, context) {
    const waiting = await undelivered(context.db);
    let [count, batches] = [0, 0];
    for (const filings of Map.groupBy(waiting, (each) => `${each.return} ${each.simulated}`).values()) {
      run.signal.throwIfAborted();
      if (!(await deliverOne(context, filings))) continue;
      count += filings.length;
      batches += 1;
    }
    return { summary: fill(texts.delivered, { count, batches }), data: { count, batches } };
  },
});
