import { sql } from 'kysely';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import type { RecordOf } from '#kernel/record';
import { planOf, scopeCondition } from '#kernel/record-server';
import type { Text } from '#kernel/texts';
import type { Summary } from '#engines/reconcile';
import { Comparison } from './records.ts';
import type { Definition } from './shapes.ts';

export interface ComparisonRow extends Definition {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly rhythm: string;
  readonly findings: 'none' | 'left' | 'right' | 'both';
}

const columns = sql`t.code, t.title_zh as "titleZh", t.title_en as "titleEn", t.left_dataset as "left",
  t.right_dataset as "right", t.keys, t.fields, t.missing, t.rhythm, t.findings`;

/** A comparison in force, of any scope. */
export async function findComparison(db: Db, code: string): Promise<ComparisonRow | undefined> {
  const { rows } = await sql<ComparisonRow>`select ${columns} from reconciliation.comparison t
    where t.code = ${code} and t.withdrawn_at is null`.execute(db);
  return rows[0];
}

/** Whether the actor may see it (or run it) under the permission. */
export async function isWithin(context: Context, code: string, permission: Permission): Promise<boolean> {
  const within = scopeCondition(planOf(Comparison as unknown as RecordOf), context, permission) ?? sql`true`;
  const { rows } =
    await sql`select 1 from reconciliation.comparison t where t.code = ${code} and ${within}`.execute(
      context.db,
    );
  return rows.length > 0;
}

/** Those that run when a dataset was updated. */
export async function comparisonsOfDataset(db: Db, dataset: string): Promise<string[]> {
  const { rows } = await sql<{ code: string }>`select code from reconciliation.comparison
    where (left_dataset = ${dataset} or right_dataset = ${dataset}) and rhythm = 'delivery' and withdrawn_at is null
    order by code`.execute(db);
  return rows.map(({ code }) => code);
}

/** Those that run by the calendar, and when each last came to a result. */
export async function scheduledComparisons(
  db: Db,
): Promise<{ code: string; rhythm: string; doneAt: string | null }[]> {
  const { rows } = await sql<{
    code: string;
    rhythm: string;
    doneAt: string | null;
  }>`select code, rhythm, (select max(r.finished_at) from reconciliation.run r
      where r.comparison = c.code and r.status = 'done') as "doneAt"
    from reconciliation.comparison c where rhythm in ('daily', 'weekly', 'monthly') and withdrawn_at is null order by code`.execute(
    db,
  );
  return rows;
}

export interface RunRow {
  readonly id: string;
  readonly comparison: string;
  readonly definition: Definition;
  readonly status: 'running' | 'done' | 'failed' | 'cancelled';
  readonly problem: Text | null;
  readonly startedAt: string;
  readonly finishedAt: string | null;
  readonly summary: Summary | null;
  readonly findings: number;
  readonly closed: number;
  readonly simulated: boolean;
  readonly titleZh: string;
  readonly titleEn: string;
}

const runs = sql`select r.id, r.comparison, r.definition, r.status, r.problem, r.started_at as "startedAt",
  r.finished_at as "finishedAt", r.summary, r.findings, r.closed, r.simulated, c.title_zh as "titleZh", c.title_en as "titleEn"
  from reconciliation.run r join reconciliation.comparison c on c.code = r.comparison`;

export async function findRun(db: Db, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`${runs} where r.id = ${id}`.execute(db);
  return rows[0];
}

export async function listRuns(db: Db, comparison: string, limit: number): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`${runs} where r.comparison = ${comparison}
    order by r.started_at desc, r.id limit ${limit}`.execute(db);
  return rows;
}

export interface Beginning {
  readonly id: string;
  readonly comparison: string;
  readonly definition: Definition;
  readonly batches: { readonly left: readonly string[]; readonly right: readonly string[] };
  readonly simulated: boolean;
  readonly at: string;
}

/** Begins a run, or begins one again that did not come to its end. */
export async function beginRun(db: Db, run: Beginning): Promise<void> {
  await sql`insert into reconciliation.run (id, comparison, definition, left_batches, right_batches, status, started_at, simulated)
    values (${run.id}, ${run.comparison}, ${JSON.stringify(run.definition)}, ${run.batches.left}::text[], ${run.batches.right}::text[],
      'running', ${run.at}, ${run.simulated})
    on conflict (id) do update set status = 'running', problem = null where reconciliation.run.status <> 'done'`.execute(
    db,
  );
}

export async function finishRun(
  db: Db,
  id: string,
  ended: {
    readonly summary: Summary;
    readonly findings: number;
    readonly closed: number;
    readonly at: string;
  },
): Promise<void> {
  await sql`update reconciliation.run set status = 'done', problem = null, finished_at = ${ended.at},
    summary = ${JSON.stringify(ended.summary)}, findings = ${ended.findings}, closed = ${ended.closed} where id = ${id}`.execute(
    db,
  );
}

export async function failRun(
  db: Db,
  id: string,
  ended: { readonly status: 'failed' | 'cancelled'; readonly problem: Text; readonly at: string },
): Promise<void> {
  await sql`update reconciliation.run set status = ${ended.status}, problem = ${JSON.stringify(ended.problem)},
    finished_at = ${ended.at} where id = ${id} and status = 'running'`.execute(db);
}
