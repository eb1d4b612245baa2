import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobOutcome, type JobRun, type Schedule } from '#kernel/job';
import { fill } from '#kernel/texts';
import { getDatasetEver, listDatasets, type Dataset } from '#platform/data/catalogue';
import { getBatch, noteBatch, notingFailure } from '#platform/data/ingestion';
import { checkedAtOf, checkedRows, type CheckedRow } from '#platform/data/quality';
import { batchJoined } from './contract.ts';
import type { Joining } from './drafts.ts';
import { joinRows, type Joined } from './join-rows.ts';
import { dropTakenBack, notJoined } from './recheck/recheck-store.ts';
import { takeBack } from './recheck/take-back.ts';
import * as store from './store.ts';
import { subjects } from './subjects.ts';

const rowsAtOnce = 2000;
const attempts = 3;
const unit = { zh: '行', en: 'rows' };

const nothing: Joined = { created: 0, changed: 0, unchanged: 0, conflicts: 0 };

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

interface Start {
  readonly figures: Joined;
  readonly throughRow: number;
  /** It had joined, wholly or in part: since then it was checked again. */
  readonly again: boolean;
  /** When the check was made whose rows join now. */
  readonly checkedAt: string | null;
}

async function startOf(context: Context, batch: string): Promise<Start> {
  const checkedAt = (await checkedAtOf(context.db, [batch])).get(batch) ?? null;
  const run = await store.findJoinRun(context.db, batch);
  const { created, changed, unchanged, conflicts } = run ?? nothing;
  // One that stopped half-way goes on only by the check by which it began: another may hold back what has joined.
  const again = run !== undefined && (run.finished_at !== null || run.checked_at !== checkedAt);
  return {
    figures: { created, changed, unchanged, conflicts },
    throughRow: again ? 0 : (run?.through_row ?? 0),
    again,
    checkedAt,
  };
}

/** Joins the rows that a rule, changed since, no longer holds back; those that joined then stay as they are. */
async function joinFreed(
  context: Context,
  tx: Db,
  joining: Joining,
  rows: readonly CheckedRow[],
): Promise<Joined> {
  const delivery = { dataset: joining.dataset.code, batch: joining.batch };
  const freed = await notJoined(tx, delivery, rows);
  await dropTakenBack(tx, joining.batch, freed);
  return freed.length === 0 ? nothing : joinRows(context, tx, joining, freed);
}

/** Goes on after the last row that joined; each piece and the note of how far it came are one transaction. */
async function joinAll(
  context: Context,
  joining: Joining,
  { again, checkedAt, ...start }: Start & { readonly total: number },
  run: JobRun,
): Promise<Joined> {
  let { figures, throughRow } = start;
  for await (const rows of checkedRows(context, {
    ...joining,
    dataset: joining.dataset.code,
    after: throughRow,
    size: rowsAtOnce,
  })) {
    run.signal.throwIfAborted();
    figures = await context.transaction(async (tx) => {
      const join = again ? joinFreed : joinRows;
      const after = sum(figures, await join(context, tx, joining, rows));
      throughRow = rows.at(-1)?.row ?? throughRow;
      if (again) return after;
      await store.putJoinRun(tx, {
        batch: joining.batch,
        dataset: joining.dataset.code,
        spoken_at: joining.at,
        ...after,
        through_row: throughRow,
        checked_at: checkedAt,
        finished_at: null,
      });
      return after;
    });
    run.progress({ done: throughRow, total: start.total, unit });
  }
  return figures;
}

async function finish(
  context: Context,
  joining: Joining,
  { figures, again, checkedAt }: Omit<Start, 'throughRow'>,
): Promise<void> {
  const { dataset, batch, subject } = joining;
  await context.transaction(async (tx) => {
    await store.putJoinRun(tx, {
      batch,
      dataset: dataset.code,
      spoken_at: joining.at,
      ...figures,
      through_row: 2_147_483_647,
      checked_at: checkedAt,
      finished_at: context.clock.now().toISOString(),
    });
    await noteBatch(tx, batch, { status: 'joined' });
    await context.emit(tx, batchJoined, {
      key: dataset.code,
      payload: { dataset: dataset.code, batch, subject: subject.name, ...figures, ...(again && { again }) },
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
    const dataset = await getDatasetEver(context.db, input.dataset);
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
      const start = await startOf(context, batch.id);
      const left = start.again ? await takeBack(context, joining, run) : { rows: 0, entities: 0 };
      const joined = await joinAll(context, joining, { ...start, total: batch.rows ?? 0 }, run);
      await finish(context, joining, { ...start, figures: joined });
      return { ...joined, takenBack: left.rows, left: left.entities };
    });
    return {
      summary: fill(
        {
          zh: '新增 {created}，更新 {changed}，不变 {unchanged}，冲突 {conflicts}，撤回 {takenBack}',
          en: '{created} new, {changed} changed, {unchanged} unchanged, {conflicts} in conflict, {takenBack} taken back',
        },
        { ...figures },
      ),
      data: figures,
    };
  },
});

/** Households each night too: whatever a job that was cancelled or given up has left undone. */
export const schedules: readonly Schedule[] = [
  { name: 'registers.overlaps', cron: '40 2 * * *', job: 'registers.find-overlaps', input: {} },
  { name: 'registers.households', cron: '20 3 * * *', job: 'registers.keep-households', input: {} },
];
