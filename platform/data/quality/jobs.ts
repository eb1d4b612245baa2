import { z } from 'zod';
import type { Context } from '#kernel/context';
import { defineJob, type JobOutcome, type JobRun } from '#kernel/job';
import { fill } from '#kernel/texts';
import type { Db } from '#kernel/db';
import type { LakeSession } from '#kernel/lake';
import { getDatasetEver, noteDelivery } from '#platform/data/catalogue';
import { batchPath, getBatch, noteBatch, notingFailure } from '#platform/data/ingestion';
import { checkRows, countChecked, countDataset, type Checking, type Counted } from './check-rows.ts';
import { compileChecks, type CompiledChecks } from './compile.ts';
import { dueFrom } from './due.ts';
import { batchChecked } from './events.ts';
import { findingsOf } from './findings.ts';
import type { Judged } from './judge-rows.ts';
import { lookupsFor } from './lookups.ts';
import { mendedOf } from './mended.ts';
import * as store from './store.ts';
import { lapseKeyless, lapseMended, listRules } from './store/rules.ts';
import { tellOwner } from './tell-owner.ts';
import { tellFindings } from './tell-written.ts';
import { texts } from './texts.ts';

const attempts = 3;
const unit = { zh: '行', en: 'rows' };

async function openChecking(
  context: Context,
  input: { dataset: string; batch: string },
): Promise<{ checking: Checking; compiled: CompiledChecks; total: number }> {
  const dataset = await getDatasetEver(context.db, input.dataset);
  const batch = await getBatch(context.db, input.batch);
  const rules = (await listRules(context.db, dataset.code)).map(({ rule }) => rule);
  const compiled = compileChecks(dataset, rules, await lookupsFor(context, dataset, rules, batch));
  const checking: Checking = {
    dataset,
    batch: batch.id,
    simulated: batch.simulated,
    whole: batch.mode === 'update',
    collected: await batchPath(context, dataset.code, batch.id),
    checked: await context.lake.path('checked', dataset.code, `${batch.id}.parquet`),
    at: batch.handedInAt,
    dueOn: await dueFrom(context.db, batch.handedInAt),
  };
  return { checking, compiled, total: batch.rows ?? 0 };
}

interface Found {
  readonly findings: number;
  readonly closed: number;
  readonly counted: Counted;
}

/** Findings written and mended ones closed; safe to run again, for a finding stands once. */
async function keepFindings(
  context: Context,
  session: LakeSession,
  checking: Checking,
  { compiled, verdicts, ofBatch }: { readonly compiled: CompiledChecks } & Omit<Judged, 'keysDiffer'>,
): Promise<Omit<Found, 'counted'>> {
  const { dataset, batch } = checking;
  const standing = await store.standingFindings(context.db, dataset.code);
  const mended = await mendedOf(session, checking, compiled, { standing, ofBatch });
  const at = context.clock.now().toISOString();
  const closed = await context.transaction(async (tx) => {
    await lapseMended(tx, { dataset: dataset.code, batch, note: texts.lapsedByRule.zh, at }, mended);
    if (checking.whole)
      await lapseKeyless(tx, {
        dataset: dataset.code,
        batch,
        spokenAt: checking.at,
        note: texts.newerWhole.zh,
        at,
      });
    return store.closeFindings(tx, { dataset: dataset.code, batch, spokenAt: checking.at, at }, mended);
  });
  let findings = 0;
  for await (const piece of findingsOf(checking, compiled, { verdicts, ofBatch })) {
    const put = await context.transaction((tx) => store.putFindings(tx, piece));
    findings += put.filter(({ fresh }) => fresh).length;
  }
  return { findings, closed: closed.length };
}

interface Settled extends Found {
  /** The dataset as it now stands. */
  readonly whole: { readonly rows: number; readonly good: number };
}

async function settle(context: Context, tx: Db, checking: Checking, found: Settled): Promise<void> {
  const { whole } = found;
  const { dataset, batch, simulated } = checking;
  const { rows, bad, byRule } = found.counted;
  const at = context.clock.now().toISOString();
  await store.putBatchResult(tx, {
    batch,
    dataset: dataset.code,
    rows,
    good: rows - bad,
    bad,
    by_rule: byRule,
    checked_at: at,
  });
  await noteBatch(tx, batch, { status: 'checked', good: rows - bad, bad });
  await noteDelivery(context, tx, dataset.code, {
    rows: whole.rows,
    good: whole.rows === 0 ? 100 : Math.round((whole.good / whole.rows) * 10_000) / 100,
    at: checking.at,
    batch,
  });
  await tellOwner(context, tx, dataset);
  // Once for all that was found, closed and lapsed by this batch, also where a run before this one wrote it and was cut off.
  await tellFindings(context, tx, { keys: null, source: `batch:${batch}` });
  await context.emit(tx, batchChecked, {
    key: dataset.code,
    payload: {
      dataset: dataset.code,
      batch,
      rows,
      good: rows - bad,
      bad,
      findings: found.findings,
      closed: found.closed,
      simulated,
    },
  });
}

async function checkOnce(
  context: Context,
  input: { readonly dataset: string; readonly batch: string },
  run: JobRun,
): Promise<Found> {
  const { checking, compiled, total } = await openChecking(context, input);
  await context.transaction((tx) => noteBatch(tx, input.batch, { status: 'checking' }));
  run.progress({ done: 0, total, unit });
  const found = await context.lake.session(async (session) => {
    const { keysDiffer, ...judged } = await checkRows(checking, compiled);
    run.progress({ done: Math.floor(total / 2), total, unit });
    const counted = countChecked(judged.verdicts, compiled);
    const kept = await keepFindings(context, session, checking, { compiled, ...judged });
    const whole = await countDataset(session, checking, { ...counted, keysDiffer });
    await context.transaction((tx) => settle(context, tx, checking, { ...kept, counted, whole }));
    return { ...kept, counted };
  }, run.signal);
  run.progress({ done: total, total, unit });
  return found;
}

/** Checks a collected batch: one pass over its rows, findings to their owner, mended ones closed with proof. */
export const checkBatch = defineJob({
  name: 'quality.check-batch',
  title: { zh: '检查数据', en: 'Check a batch' },
  input: z.object({ dataset: z.string(), batch: z.string() }),
  attempts,
  lane: (input) => `quality:${input.dataset}`,
  async run(input, run: JobRun, context): Promise<JobOutcome> {
    const ending = { batch: input.batch, run, attempts };
    const found = await notingFailure(context, ending, () => checkOnce(context, input, run));
    const { rows, bad } = found.counted;
    return {
      summary: fill(
        {
          zh: '{good} 行合格，{bad} 行退回；新问题 {findings} 个，销号 {closed} 个',
          en: '{good} rows good, {bad} returned; {findings} new findings, {closed} closed',
        },
        { good: rows - bad, bad, findings: found.findings, closed: found.closed },
      ),
      data: { rows, bad, findings: found.findings, closed: found.closed },
    };
  },
});
