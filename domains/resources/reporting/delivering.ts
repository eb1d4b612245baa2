import { PassThrough } from 'node:stream';
import { z } from 'zod';
import { writeCsv } from '#engines/tabular';
import { system } from '#kernel/actor';
import { dayOf } from '#kernel/clock';
import type { Context } from '#kernel/context';
import { defineJob, type JobRun } from '#kernel/job';
import { Problem } from '#kernel/problem';
import type { AnyRecord } from '#kernel/record';
import { planOf, readRowEver, readRows, tellWritten } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { findDataset, type Dataset } from '#platform/data/catalogue';
import { collectFile } from '#platform/data/ingestion';
import { Company, Household, Person } from '#platform/data/registers';
import {
  keepRows,
  markDelivered,
  undelivered,
  waitingGroups,
  type Group,
  type Undelivered,
} from './delivery-store.ts';
import type { Asks } from './names.ts';
import { foldProgress } from './progress-store.ts';
import { Filing } from './records.ts';
import { texts } from './texts.ts';

/** The platform hands in for the owner: the return says whose it is. */
const asPlatform = (context: Context): Context => ({ ...context, actor: system });

/** Under which number departments know somebody: null of a person who has none yet. */
type NumberOf = (context: Context, id: string) => Promise<string | null | undefined>;
const numberOf: Readonly<Record<Asks, NumberOf>> = {
  company: async (context, id) => (await readRowEver(context, context.db, Company, id))?.creditCode,
  person: async (context, id) => (await readRowEver(context, context.db, Person, id))?.citizenId,
  household: async (context, id) => (await readRowEver(context, context.db, Household, id))?.number,
};

/** Numbers of all of one kind that the register has now. */
async function numbersNow(
  context: Context,
  asks: Asks,
  ids: readonly string[],
): Promise<Map<string, string | null | undefined>> {
  const { db } = context;
  if (asks === 'company')
    return new Map((await readRows(context, db, Company, ids)).map(({ id, creditCode }) => [id, creditCode]));
  if (asks === 'household')
    return new Map((await readRows(context, db, Household, ids)).map(({ id, number }) => [id, number]));
  return new Map((await readRows(context, db, Person, ids)).map(({ id, citizenId }) => [id, citizenId]));
}

/** Numbers of those who reported, also of those that the register has no longer. */
async function numbersOf(
  context: Context,
  filings: readonly Undelivered[],
): Promise<ReadonlyMap<string, string | null | undefined>> {
  const asks = filings[0]?.asks ?? 'company';
  const ids = [...new Set(filings.map(({ respondent }) => respondent))];
  const numbers = await numbersNow(context, asks, ids);
  for (const id of ids.filter((each) => !numbers.has(each)))
    numbers.set(id, await numberOf[asks](context, id));
  return numbers;
}

/** Of whom, and under which row of the dataset. */
interface Signed {
  readonly filing: Undelivered;
  readonly reportedBy: string;
  readonly rowKey: string;
}

/** One row a filing, under the names of the dataset's columns. */
function rowOf(context: Context, { filing, reportedBy, rowKey }: Signed): Record<string, string> {
  return {
    ...filing.answers,
    rowKey,
    reportedBy,
    reportedPeriod: filing.period,
    reportedOn: dayOf(context, new Date(filing.handedInAt)),
    reportedLate: filing.late ? 'true' : 'false',
  };
}

/** Hands the file to the usual intake while it is written. @returns the batch */
async function collect(
  context: Context,
  dataset: Dataset,
  filings: readonly Signed[],
  at: string,
): Promise<string> {
  const header = dataset.fields.map(({ name }) => name);
  const rows = filings.map((filing) => {
    const values = rowOf(context, filing);
    return header.map((name) => values[name] ?? '');
  });
  const given = {
    dataset: dataset.code,
    filename: `${dataset.code}-${at.slice(0, 10)}.csv`,
    mode: 'update',
    simulated: filings.some(({ filing }) => filing.simulated),
  } as const;
  const file = new PassThrough();
  const [{ batch }] = await Promise.all([
    collectFile(asPlatform(context), given, file),
    writeCsv(rows, { to: file, header, bom: false, formulaSafe: false }),
  ]);
  return batch;
}

/** So many filings are one batch. */
const chunk = 5000;

interface Told {
  readonly count: number;
  readonly batches: number;
  /** Of whom the city has no number: nobody could tell whose the row is. */
  readonly unsigned: number;
}

/** Those of whom departments know a number. */
async function signedOf(context: Context, filings: readonly Undelivered[]): Promise<Signed[]> {
  const numbers = await numbersOf(context, filings);
  const known = filings.filter(({ respondent }) => numbers.get(respondent));
  const rows = await keepRows(
    context.db,
    known.map(({ id }) => id),
  );
  return known.flatMap((filing): Signed[] => {
    const [reportedBy, rowKey] = [numbers.get(filing.respondent), rows.get(filing.id)];
    return reportedBy && rowKey ? [{ filing, reportedBy, rowKey }] : [];
  });
}

/** One return's filings through the usual intake. */
async function deliverGroup(context: Context, group: Group, run: JobRun): Promise<Told> {
  let [count, batches, unsigned, after] = [0, 0, 0, ''];
  for (;;) {
    run.signal.throwIfAborted();
    const dataset = await findDataset(context.db, group.return);
    const filings = dataset ? await undelivered(context.db, group, { after, limit: chunk }) : [];
    const last = filings.at(-1);
    if (!dataset || !last) return { count, batches, unsigned };
    after = last.id;
    const signed = await signedOf(context, filings);
    unsigned += filings.length - signed.length;
    if (signed.length === 0) continue;
    const at = context.clock.now().toISOString();
    const batch = await collect(context, dataset, signed, at);
    const given = signed.map(({ filing }) => filing);
    await context.transaction(async (tx) => {
      const keys = await markDelivered(tx, given, { batch, at });
      await tellWritten(planOf(Filing as AnyRecord), context, tx, {
        keys,
        source: 'reporting.deliver',
        byKey: true,
      });
    });
    count += signed.length;
    batches += 1;
  }
}

const nothing: Told = { count: 0, batches: 0, unsigned: 0 };

/** What was handed in since, each return's own items to its own dataset; one that is not taken keeps no other from its owner. */
export const deliver = defineJob({
  name: 'reporting.deliver',
  title: texts.deliver,
  input: z.object({}),
  attempts: 3,
  lane: () => 'reporting.deliver',
  async run(_input, run, context) {
    const failed: { readonly return: string; readonly code: string }[] = [];
    await foldProgress(context.db);
    let bug: unknown;
    let { count, batches, unsigned } = nothing;
    for (const group of await waitingGroups(context.db)) {
      const told = await deliverGroup(context, group, run).catch((error: unknown) => {
        run.signal.throwIfAborted();
        const refused = error instanceof Problem && error.status < 500;
        if (!refused) bug ??= error;
        failed.push({ return: group.return, code: refused ? error.code : 'server.failed' });
        return nothing;
      });
      count += told.count;
      batches += told.batches;
      unsigned += told.unsigned;
    }
    if (failed.length > 0) context.log.warn({ failed }, 'returns were not delivered');
    // An error of ours is tried again, when the others are where they belong.
    if (bug !== undefined) throw bug;
    const figures = { count, batches, unsigned, failed: failed.length };
    return { summary: fill(texts.delivered, figures), data: { ...figures, returns: failed } };
  },
});
