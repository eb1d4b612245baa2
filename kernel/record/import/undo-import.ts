import { sql } from 'kysely';
import { z } from 'zod';
import type { Context } from '../../context.ts';
import type { Db } from '../../db/index.ts';
import { defineJob, type JobOutcome, type JobRun } from '../../job.ts';
import { Problem } from '../../problem.ts';
import { fill } from '../../texts.ts';
import type { Candidate } from '../check-values.ts';
import { quote, type RecordPlan } from '../plan.ts';
import { mountedPlan, rowUnit } from '../record-of-job.ts';
import { tellWritten } from '../rows-written.ts';
import { storeRows } from '../store-rows.ts';
import { noteChange, tellRows } from '../write-rows.ts';
import { saveStatus } from './import-store.ts';
import { getImport } from './preview-import.ts';
import { askModule, type KeptRow } from './undo-asked.ts';
import { importSource } from './write-chunk.ts';

const chunkRows = 1000;
/** So many rows that were not let go are told one by one. */
const mostTold = 100;

export const undoImportJob = defineJob({
  name: 'records.undo-import',
  title: { zh: '撤回导入', en: 'Undo an import' },
  input: z.object({ record: z.string(), import: z.string() }),
  attempts: 3,
  lane: ({ record }) => `records.import:${record}`,
  run: (input, run, context) => undoImport(mountedPlan(context, input.record), context, input.import, run),
});

/** What is written with the versions that take an import back. */
const stamp = (context: Context, id: string) => {
  const now = context.clock.now().toISOString();
  return sql`revision = t.revision + 1, valid_from = ${now}, recorded_at = ${now}, recorded_by = ${context.actor.id},
    source = ${`undo:${id}`}, reason = null`;
};

/** The next rows whose present version came from the import. */
async function nextKeys(plan: RecordPlan, tx: Db, id: string, after: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`
    select ${plan.key.at} as key from ${plan.table} t where t.source = ${importSource(id)} and ${plan.key.at} > ${after}
    order by ${plan.key.at} limit ${chunkRows} for update
  `.execute(tx);
  return rows.map(({ key }) => key);
}

/** Puts back the values of the version before, whatever they were. */
async function restore(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  batch: { id: string; keys: readonly string[] },
) {
  if (plan.record.versions === 'none') return 0;
  const others = plan.fields.filter((each) => each !== plan.key);
  const values = sql.raw(others.map(({ column }) => `${quote(column)} = h.${quote(column)}`).join(', '));
  const key = sql.raw(quote(plan.key.column));
  const { rows } = await sql`
    update ${plan.table} t set ${values}, ${stamp(context, batch.id)},
      simulated = h.simulated, withdrawn_at = h.withdrawn_at
    from ${plan.history} h
    where t.${key} = any(${batch.keys}::text[]) and h.${key} = t.${key} and h.revision = t.revision - 1
    returning t.${key}
  `.execute(tx);
  return rows.length;
}

/** What the module mended on its way back goes in as it was mended. */
async function storeMended(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  { id, mended }: { readonly id: string; readonly mended: readonly Candidate[] },
): Promise<number> {
  const now = context.clock.now().toISOString();
  const by = context.actor.id;
  const { changed } = await storeRows(plan, tx, mended, { now, validFrom: now, by, source: `undo:${id}` });
  return changed.length;
}

/** What the import made is withdrawn; a version that cannot be had back stays, under its own name. */
async function withdraw(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  batch: { id: string; keys: readonly string[] },
) {
  const { rows } = await sql`
    update ${plan.table} t set ${stamp(context, batch.id)}, withdrawn_at = ${context.clock.now().toISOString()}
    where ${plan.key.at} = any(${batch.keys}::text[]) and t.source = ${importSource(batch.id)} and t.revision = 1
    returning ${plan.key.at}
  `.execute(tx);
  return rows.length;
}

interface UndoState {
  readonly restored: number;
  readonly withdrawn: number;
  readonly rows: number;
  /** The last key looked at. */
  readonly after: string;
  /** The first of those that their module does not let go back. */
  readonly refused: readonly KeptRow[];
}

async function undoChunk(
  plan: RecordPlan,
  context: Context,
  tx: Db,
  undo: { id: string; state: UndoState },
): Promise<UndoState> {
  const { id, state } = undo;
  const keys = await nextKeys(plan, tx, id, state.after);
  const last = keys.at(-1);
  if (last === undefined) return state;
  const { kept: refused, mended } = await askModule(plan, context, tx, keys);
  const kept = new Set(refused.map(({ key }) => key));
  const going = keys.filter((key) => !kept.has(key));
  const other = new Set(mended.map(({ values }) => String(values[plan.key.name])));
  const asBefore = await restore(plan, context, tx, { id, keys: going.filter((key) => !other.has(key)) });
  const restored = asBefore + (await storeMended(plan, context, tx, { id, mended }));
  const withdrawn = await withdraw(plan, context, tx, { id, keys: going });
  await tellRows(plan, context, tx, { keys: going, source: `undo:${id}` });
  await noteChange(plan, context, tx, { keys: going, detail: { undo: id, restored, withdrawn } });
  // A row that is restored bears its former source again, so it is told of by key.
  await tellWritten(plan, context, tx, { keys: going, source: `undo:${id}`, byKey: true });
  return {
    restored: state.restored + restored,
    withdrawn: state.withdrawn + withdrawn,
    rows: state.rows + keys.length,
    after: last,
    refused: [...state.refused, ...refused].slice(0, mostTold),
  };
}

/** Rows that the import wrote and somebody changed since: they stay as they are. */
async function changedSince(plan: RecordPlan, context: Context, id: string): Promise<number> {
  if (plan.record.versions === 'none') return 0;
  const key = sql.raw(quote(plan.key.column));
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from ${plan.table} t
    where t.source <> all(${[importSource(id), `undo:${id}`]}::text[])
      and t.${key} in (select h.${key} from ${plan.history} h where h.source = ${importSource(id)})
      and not exists (select from ${plan.history} u where u.${key} = t.${key} and u.source = ${`undo:${id}`})
  `.execute(context.db);
  return Number(rows[0]?.n ?? 0);
}

const summary = {
  zh: '恢复 {restored} 行，撤销 {withdrawn} 行；此后又被修改的 {changed} 行和无法恢复的 {kept} 行保持不变。{why}',
  en: 'Restored {restored}, withdrew {withdrawn}; {changed} changed since and {kept} that cannot be had back stay as they are.{why}',
};

const notLetGo = { zh: '如 {key}：{why}', en: ' {key}, for one: {why}' };

async function undoImport(plan: RecordPlan, context: Context, id: string, run: JobRun): Promise<JobOutcome> {
  const begun = { restored: 0, withdrawn: 0, rows: 0, after: '', refused: [] };
  let state: UndoState = { ...begun, ...(run.state as UndoState | undefined) };
  for (;;) {
    run.signal.throwIfAborted();
    const before = state;
    // The checkpoint joins the transaction, so a killed run counts no row twice.
    state = await context.transaction(async (tx) => {
      const after = await undoChunk(plan, context, tx, { id, state: before });
      await run.checkpoint(after);
      return after;
    });
    run.progress({ done: state.rows, unit: rowUnit });
    if (state.rows === before.rows) break;
  }
  const { restored, withdrawn, rows, refused } = state;
  const changed = await changedSince(plan, context, id);
  const figures = { restored, withdrawn, changed, kept: rows - restored - withdrawn };
  await saveStatus(context.db, id, 'undone');
  const [first] = refused;
  const why = first ? fill(notLetGo, { key: first.key, why: first.detail }) : { zh: '', en: '' };
  return {
    summary: fill(summary, { ...figures, why }),
    data: { import: id, ...figures, refused },
  };
}

/**
 * Begins to take an import back.
 * @returns id of the job
 * @throws Problem 404, 409 `records.import-not-done`
 */
export async function startUndo(plan: RecordPlan, context: Context, id: string): Promise<{ job: string }> {
  const one = await getImport(plan, context, id);
  if (one.status === 'previewed' || one.status === 'running' || one.status === 'undone')
    throw new Problem(409, 'records.import-not-done', {
      zh: '只有已结束的导入可以撤回；正在导入的请先取消。',
      en: 'Only an import that has ended can be undone. Cancel one that is running first.',
    });
  const input = { record: plan.record.id, import: id };
  const job = await context.startJob(context.db, undoImportJob, input, {
    actor: context.actor,
    key: `undo:${id}`,
  });
  return { job };
}
