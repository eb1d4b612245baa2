import { ParquetReader } from '#engines/parquet';
import type { Context } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { maskValue } from '#kernel/record-server';
import { getDatasetEver } from '#platform/data/catalogue';
import { batchPath, getBatch } from '#platform/data/ingestion';
import { compileChecks, type CompiledChecks } from './compile.ts';
import { dueFrom } from './due.ts';
import { findingsOf } from './findings.ts';
import { judgeRows, type Judged } from './judge-rows.ts';
import { lookupsFor } from './lookups.ts';
import type { RuleDraft, Tried } from './rules-contract.ts';
import { assertOwner } from './moves.ts';
import { assertOutside, ruleOf } from './state-rule.ts';
import type { NewFinding } from './store.ts';
import { subjectsOfRows } from './row-subjects.ts';
import { newestBatch } from './store/rules.ts';
import { texts } from './texts.ts';

const shown = 20;

async function first(pieces: AsyncIterable<readonly NewFinding[]>): Promise<NewFinding[]> {
  const found: NewFinding[] = [];
  for await (const piece of pieces) {
    found.push(...piece);
    if (found.length >= shown) break;
  }
  return found.slice(0, shown);
}

async function judge(collected: string, compiled: CompiledChecks): Promise<Judged> {
  const raw = await ParquetReader.open(collected);
  try {
    return await judgeRows(raw, compiled, async () => undefined);
  } finally {
    await raw.close();
  }
}

/**
 * What a rule would find in the newest batch of its dataset: nothing is kept, values stand masked.
 * @throws Problem 409 `quality.no-batch` when the dataset was never delivered
 */
export async function tryRule(context: Context, draft: RuleDraft): Promise<Tried> {
  const dataset = await getDatasetEver(context.db, draft.dataset);
  assertOwner(context, 'quality:rules', dataset.provider, texts.notYours);
  const rule = ruleOf(dataset, draft, 'trial');
  await assertOutside(context, draft);
  const id = await newestBatch(context.db, dataset.code);
  if (id === undefined) throw new Problem(409, 'quality.no-batch', texts.noBatch);
  const batch = await getBatch(context.db, id);
  const compiled = compileChecks(dataset, [rule], await lookupsFor(context, dataset, [rule], batch));
  const collected = await batchPath(context, dataset.code, id);
  const judged = await judge(collected, compiled);
  const checking = {
    dataset,
    batch: id,
    simulated: batch.simulated,
    whole: batch.mode === 'update',
    collected,
    checked: '',
    at: batch.handedInAt,
    dueOn: await dueFrom(context.db, batch.handedInAt),
  };
  const found = await first(findingsOf(checking, compiled, judged));
  const subjects = await subjectsOfRows(context, dataset, { batch: id, rows: found });
  await context.ledger(context.db, {
    action: 'read',
    resource: `ingestion.${dataset.code}`,
    basis: 'quality:rules',
    subjects,
    // The question itself: asked of a personal field, the count is an answer about somebody.
    detail: {
      batch: id,
      kind: rule.check.kind,
      check: rule.check,
      when: rule.when ?? null,
      broken: judged.verdicts.count(0),
    },
  });
  return {
    batch: id,
    rows: judged.verdicts.rows,
    broken: judged.verdicts.count(0),
    measured: judged.ofBatch.get(0)?.measured ?? null,
    title: rule.title,
    first: found.map(({ row, row_key, value, message_zh, message_en }) => ({
      row,
      key: maskValue(row_key, 'account') as string,
      value,
      message: { zh: message_zh, en: message_en },
    })),
    simulated: batch.simulated,
  };
}
