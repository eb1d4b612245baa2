import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Cause, RunState } from './names.ts';

export interface RunRow {
  readonly id: string;
  readonly source: string;
  readonly owner: string;
  readonly cause: Cause;
  readonly state: RunState;
  readonly reasonZh: string | null;
  readonly reasonEn: string | null;
  readonly dayFrom: string | null;
  readonly dayTo: string | null;
  readonly createdAt: string;
  readonly finishedAt: string | null;
  readonly rows: number | null;
  readonly batch: string | null;
  readonly nextTryAt: string | null;
  readonly cancelAsked: boolean;
  readonly job: string | null;
}

const runs = sql`select id, source_code as source, owner, cause, state, reason_zh as "reasonZh", reason_en as "reasonEn",
  to_char(day_from, 'YYYY-MM-DD') as "dayFrom", to_char(day_to, 'YYYY-MM-DD') as "dayTo", created_at as "createdAt",
  finished_at as "finishedAt", rows::float8 as rows, batch, next_try_at as "nextTryAt", cancel_asked as "cancelAsked", job
  from sources.run`;

export async function findRun(db: Db, id: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`${runs} where id = ${id}`.execute(db);
  return rows[0];
}

/** The newest run of each of these sources. */
export async function lastRuns(db: Db, sources: readonly string[]): Promise<RunRow[]> {
  const { rows } = await sql<RunRow>`select l.* from unnest(${sources}::text[]) as s(code)
    cross join lateral (${runs} where source_code = s.code order by created_at desc, id desc limit 1) l`.execute(
    db,
  );
  return rows;
}

export interface NewRun {
  readonly id: string;
  readonly source: string;
  readonly owner: string;
  readonly dataset: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly cause: Cause;
  readonly days?: { readonly from: string; readonly to: string } | undefined;
  readonly by: string;
  readonly at: string;
  readonly simulated: boolean;
}

export async function insertRun(tx: Db, run: NewRun): Promise<void> {
  const { id, source, owner, dataset, titleZh, titleEn, cause, days, by, at, simulated } = run;
  await sql`insert into sources.run
    (id, source_code, owner, dataset, title_zh, title_en, cause, state, day_from, day_to, started_by, created_at, simulated)
    values (${id}, ${source}, ${owner}, ${dataset}, ${titleZh}, ${titleEn}, ${cause}, 'waiting', ${days?.from ?? null}, ${days?.to ?? null}, ${by}, ${at}, ${simulated})`.execute(
    tx,
  );
}

export interface RunChange {
  readonly state?: RunState;
  readonly reason?: { readonly zh: string; readonly en: string } | null;
  readonly finishedAt?: string;
  readonly rows?: number | null;
  readonly gone?: number | null;
  readonly bytes?: number;
  readonly batch?: string | null;
  readonly nextTryAt?: string | null;
  readonly job?: string;
}

const isSaid = ([, value]: readonly [string, unknown]): boolean => value !== undefined;

/** Changes a run that has not ended, or ends it. @returns false when it had ended */
export async function changeRun(tx: Db, id: string, change: RunChange): Promise<boolean> {
  const { state, reason, finishedAt, rows, gone, bytes, batch, nextTryAt, job } = change;
  const values = {
    state,
    reason_zh: reason === undefined ? undefined : (reason?.zh ?? null),
    reason_en: reason === undefined ? undefined : (reason?.en ?? null),
    finished_at: finishedAt,
    rows,
    gone,
    bytes,
    batch,
    next_try_at: nextTryAt,
    job,
  };
  const set = Object.entries(values)
    .filter(isSaid)
    .map(([name, value]) => sql`${sql.ref(name)} = ${value}`);
  const changed = await sql`update sources.run set ${sql.join(set)}
    where id = ${id} and state in ('waiting', 'running', 'held')`.execute(tx);
  return changed.numAffectedRows === 1n;
}

export async function askToCancel(tx: Db, id: string): Promise<boolean> {
  const asked = await sql`update sources.run set cancel_asked = true
    where id = ${id} and state in ('waiting', 'running')`.execute(tx);
  return asked.numAffectedRows === 1n;
}

export async function isCancelAsked(db: Db, id: string): Promise<boolean> {
  const { rows } = await sql<{ asked: boolean }>`
    select cancel_asked as asked from sources.run where id = ${id}`.execute(db);
  return rows[0]?.asked ?? true;
}

/** The run of a source that has not ended; a delivery at the gate does not count. */
export async function findGoing(db: Db, source: string): Promise<RunRow | undefined> {
  const { rows } = await sql<RunRow>`
    ${runs} where source_code = ${source} and state in ('waiting', 'running') order by created_at limit 1`.execute(
    db,
  );
  return rows[0];
}
