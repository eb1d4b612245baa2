import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome, type JobRun } from '#kernel/job';
import { fill } from '#kernel/texts';
import { getDataset, listDatasets, type Dataset } from '#platform/data/catalogue';
import { getBatch, noteBatch, notingFailure } from '#platform/data/ingestion';
import { checkedRows } from '#platform/data/quality';
import { batchJoined } from './contract.ts';
import type { Joining } from './drafts.ts';
import { joinRows, type Joined } from './join-rows.ts';
import * as store from './store.ts';
import { subjects } from './subjects.ts';

const rowsAtOnce = 2000;
const attempts = 3;
const unit = { zh: '行', en: 'rows' };

const sum = (one: Joined, other: Joined): Joined => ({
  created: one.created + other.created,
  changed: one.changed + other.changed,
  unchanged: one.unchanged + other.unchanged,
  conflicts: one.conflicts + other.conflicts,
});

/** The greatest weight that any dataset of a subject has for its name. */
const chiefOf = (datasets: readonly Dataset[], subject: Dataset['subject']): number =>
  Math.max(
    0,
    ...datasets
      .filter((each) => each.subject === subject)
      .flatMap(({ fields }) =>
        fields.map(({ feeds }) => (feeds?.attribute === 'name' ? feeds.authority : 0)),
      ),
  );

async function startOf(context: Context, batch: string): Promise<{ figures: Joined; throughRow: number }> {
  const run = await store.findJoinRun(context.db, batch);
  const { created = 0, changed = 0, unchanged = 0, conflicts = 0 } = run ?? {};
  return { figures: { created, changed, unchanged, conflicts }, throughRow: run?.through_row ?? 0 };
}

/** Goes on after the last row that joined; each piece and the note of how far it came are one transaction. */
async function joinAll(context: Context, joining: Joining, total: number, run: JobRun): Promise<Joined> {
  let { figures, throughRow } = await startOf(context, joining.batch);
  for await (const rows of checkedRows(context, {
    ...joining,
    dataset: joining.dataset.code,
    after: throughRow,
    size: rowsAtOnce,
  })) {
    run.signal.throwIfAborted();
    figures = await context.transaction(async (tx) => {
      const after = sum(figures, await joinRows(context, tx, joining, rows));
      throughRow = rows.at(-1)?.row ?? throughRow;
      await store.putJoinRun(tx, {
        batch: joining.batch,
        dataset: joining.dataset.code,
        spoken_at: joining.at,
        ...after,
        through_row: throughRow,
        finished_at: null,
      });
      return after;
    });
    run.progress({ done: throughRow, total, unit });
  }
  return figures;
}

async function finish(context: Context, joining: Joining, figures: Joined): Promise<void> {
  const { dataset, batch, subject } = joining;
  await context.transaction(async (tx) => {
    await store.putJoinRun(tx, {
      batch,
      dataset: dataset.code,
      spoken_at: joining.at,
      ...figures,
      through_row: 2_147_483_647,
      finished_at: context.clock.now().toISOString(),
    });
    await noteBatch(tx, batch, { status: 'joined' });
    await context.emit(tx, batchJoined, {
      key: dataset.code,
      payload: { dataset: dataset.code, batch, subject: subject.name, ...figures },
    });
  });
}

/** Joins the good rows of a checked batch into its register. One after the other: two batches may name one person. */
export const joinBatch = defineJob({
  name: 'registers.join-batch',
  title: { zh: '并入登记册', en: 'Join the register' },
  input: z.object({ dataset: z.string(), batch: z.string() }),
  attempts,
  lane: () => 'registers',
  async run(input, run, context): Promise<JobOutcome> {
    const dataset = await getDataset(context.db, input.dataset);
    const batch = await getBatch(context.db, input.batch);
    if (dataset.subject === 'none')
      return { summary: { zh: '此数据集不进登记册', en: 'This dataset joins no register' } };
    const joining: Joining = {
      dataset,
      batch: batch.id,
      at: batch.handedInAt,
      subject: subjects[dataset.subject],
      simulated: batch.simulated,
      chief: chiefOf(await listDatasets(context.db), dataset.subject),
      late: await store.isLate(context.db, dataset.code, batch.handedInAt),
    };
    await context.transaction((tx) => noteBatch(tx, batch.id, { status: 'joining' }));
    const figures = await notingFailure(context, { batch: batch.id, run, attempts }, async () => {
      const joined = await joinAll(context, joining, batch.rows ?? 0, run);
      await finish(context, joining, joined);
      return joined;
    });
    return {
      summary: fill(
        {
          zh: '新增 {created}，更新 {changed}，不变 {unchanged}，冲突 {conflicts}',
          en: '{created} new, {changed} changed, {unchanged} unchanged, {conflicts} in conflict',
        },
        { ...figures },
      ),
      data: figures,
    };
  },
});
