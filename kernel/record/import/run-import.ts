import { z } from 'zod';
import type { Context } from '../../context.ts';
import { defineJob, type JobOutcome, type JobRun } from '../../job.ts';
import { interruptionOf } from '../../jobs/interruption.ts';
import { notFound, Problem } from '../../problem.ts';
import { fill } from '../../texts.ts';
import type { RecordPlan } from '../plan.ts';
import { mountedPlan, rowUnit } from '../record-of-job.ts';
import { cleanRows } from './clean-rows.ts';
import { keepErrorFile } from './error-file.ts';
import {
  ImportTakenOver,
  findImport,
  rememberMapping,
  saveSettled,
  saveStarted,
  saveStatus,
  type Import,
} from './import-store.ts';
import { clean, type CleanTable } from './layout.ts';
import { chosen, mappingOf, requireKey, type Mapping } from './mapping.ts';
import { rowParser } from './parse-row.ts';
import { getImport } from './preview-import.ts';
import { settle } from './settle.ts';
import { rowFaultWords } from '../../tabular-problem.ts';
import type { LinedRow } from './write-chunk.ts';

/** Rows of one transaction: many enough to be fast, few enough that others are not held up. */
const chunkRows = 1000;

export const importJob = defineJob({
  name: 'records.import',
  title: { zh: '导入', en: 'Import' },
  input: z.object({ record: z.string(), import: z.string(), language: z.enum(['zh', 'en']).default('zh') }),
  attempts: 3,
  lane: ({ record }) => `records.import:${record}`,
  run: async (input, run, context) => {
    const plan = mountedPlan(context, input.record);
    const one = await findImport(context.db, input.record, input.import);
    if (!one) throw notFound({ zh: '导入', en: 'import' }, input.import);
    try {
      return await runImport(plan, { ...context, language: input.language }, one, run);
    } catch (error) {
      if (!(error instanceof ImportTakenOver)) await noteEnd(context, one.id, run);
      throw error;
    }
  },
});

/** A stop of the platform leaves the import running: it goes on after the next start. */
async function noteEnd(context: Context, id: string, { signal }: JobRun): Promise<void> {
  const interruption = interruptionOf(signal);
  if (interruption === 'cancelled') await saveStatus(context.db, id, 'cancelled');
  else if (interruption === undefined) await saveStatus(context.db, id, 'failed');
}

async function runImport(plan: RecordPlan, context: Context, one: Import, run: JobRun): Promise<JobOutcome> {
  const work = await context.files.workspace();
  try {
    await saveStatus(context.db, one.id, 'running');
    const table = await clean(await context.files.path(one.file), one.layout, work.folder, run.signal);
    if (one.settled < 0) await noteUnreadable(plan, context, one.id, table);
    await writeRowsOf(plan, context, { one, table, run });
    return await finish(plan, context, { one, table, signal: run.signal });
  } finally {
    await work.clear();
  }
}

/** Rows that could not even be taken apart are the import's first refusals, noted once. */
async function noteUnreadable(
  plan: RecordPlan,
  context: Context,
  id: string,
  table: CleanTable,
): Promise<void> {
  // Nobody knows which part of such a row is somebody's.
  const mayKeep = plan.personal.length === 0;

  await context.transaction(async (tx) => {
    const none = { settled: 0, created: 0, changed: 0, unchanged: 0 };
    let piece: string[][] = [];
    let since = -1;
    const keep = async () => {
      const faults = piece.map(([line = '0', fault = '', text = '']) => ({
        line: Number(line),
        code: `tabular.${fault}`,
        detail: rowFaultWords(fault),
        ...(mayKeep ? { value: text.slice(0, 2000) } : {}),
      }));
      await saveSettled(tx, id, { ...none, refused: faults.length, faults }, since);
      since = none.settled;
      piece = [];
    };
    for await (const row of cleanRows(table.rejects, ',')) {
      piece.push(row);
      if (piece.length === chunkRows) await keep();
    }
    await keep();
  });
}

interface Importing {
  readonly one: Import;
  readonly table: CleanTable;
  readonly run: JobRun;
}

async function* chunksFrom(table: CleanTable, settled: number): AsyncGenerator<LinedRow[]> {
  let rows: LinedRow[] = [];
  let place = 0;
  for await (const [line, ...cells] of cleanRows(table.path, table.delimiter)) {
    place += 1;
    if (place <= settled) continue;
    rows.push({ line: Number(line), cells });
    if (rows.length < chunkRows) continue;
    yield rows;
    rows = [];
  }
  if (rows.length > 0) yield rows;
}

async function writeRowsOf(
  plan: RecordPlan,
  context: Context,
  { one, table, run }: Importing,
): Promise<void> {
  const headers = table.header.columns;
  const parser = await rowParser(plan, context, context.db, { headers, mapping: one.mapping ?? {} });
  let settled = Math.max(one.settled, 0);
  run.progress({ done: settled, total: table.rows, unit: rowUnit });
  for await (const rows of chunksFrom(table, settled)) {
    run.signal.throwIfAborted();
    await settle(plan, context, { id: one.id, parser, rows, settled });
    settled += rows.length;
    run.progress({ done: settled, total: table.rows, unit: rowUnit });
  }
}

const summary = {
  zh: '新增 {created}，修改 {changed}，未变 {unchanged}，退回 {refused}。',
  en: 'Created {created}, changed {changed}, unchanged {unchanged}, refused {refused}.',
};

async function finish(
  plan: RecordPlan,
  context: Context,
  done: { readonly one: Import; readonly table: CleanTable; readonly signal: AbortSignal },
): Promise<JobOutcome> {
  const { id } = done.one;
  const now = await findImport(context.db, plan.record.id, id);
  if (!now) throw notFound({ zh: '导入', en: 'import' }, id);
  const { created, changed, unchanged, refused } = now;
  const errors = refused > 0 ? await keepErrorFile(plan, context, done) : undefined;
  await saveStatus(context.db, id, 'done', errors?.id);
  return {
    summary: fill(summary, { created, changed, unchanged, refused }),
    data: { import: id, created, changed, unchanged, refused },
    ...(errors ? { files: [{ id: errors.id, name: errors.name, type: errors.type }] } : {}),
  };
}

/**
 * Begins an import under a mapping, which is remembered for files with the same headers.
 * @returns id of the job
 * @throws Problem 404, 409 `records.import-begun`, 422 `records.mapping-invalid` `records.key-not-mapped`
 */
export async function startImport(
  plan: RecordPlan,
  context: Context,
  asked: { readonly import: string; readonly mapping: Mapping },
): Promise<{ job: string }> {
  const { id, headers } = await getImport(plan, context, asked.import);
  const mapping = mappingOf(chosen(plan, headers, asked.mapping));
  requireKey(plan, mapping);
  const record = plan.record.id;
  return context.transaction(async (tx) => {
    const one = await findImport(tx, record, id, true);
    if (one?.status !== 'previewed')
      throw new Problem(409, 'records.import-begun', {
        zh: '这个文件已经开始导入。如需再导，请重新上传。',
        en: 'The import of this file has begun already. To import it again, upload it again.',
      });
    const { actor, language } = context;
    const job = await context.startJob(tx, importJob, { record, import: id, language }, { actor });
    await saveStarted(tx, id, { mapping, job });
    await rememberMapping(tx, { record, headers, mapping, at: context.clock.now().toISOString() });
    return { job };
  });
}
