import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { columns, type TaskRow } from './store.ts';

/** Tasks whose next step is due, locked; what another run has in hand is left to it. */
export async function lockDue(tx: Db, now: string, limit: number): Promise<TaskRow[]> {
  const { rows } = await sql<TaskRow>`
    select ${columns} from tasks.task t where t.closed_at is null and t.next_step_at <= ${now}::timestamptz
    order by t.next_step_at, t.id limit ${limit} for update skip locked`.execute(tx);
  return rows;
}

export interface EscalationRow {
  readonly task: string;
  readonly step: number;
  readonly dueAt: string;
  readonly at: string;
  readonly told: 'assignee' | 'leader' | 'supervisor';
  readonly people: readonly string[];
  readonly organisation: string | null;
}

/** @returns false when this step was made before */
export async function insertEscalation(tx: Db, row: EscalationRow): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into tasks.escalation (task, step, due_at, at, told, people, organisation)
    values (${row.task}, ${row.step}, ${row.dueAt}, ${row.at}, ${row.told}, ${[...row.people]}::text[], ${row.organisation})
    on conflict (task, step) do nothing`.execute(tx);
  return numAffectedRows === 1n;
}

/** The organisation above one; null when none is known. */
export async function organisationAbove(db: Db, code: string): Promise<string | null> {
  const { rows } = await sql<{ parent: string | null }>`
    select parent from organisations.organisation_v1 where code = ${code}`.execute(db);
  return rows[0]?.parent ?? null;
}

/** Waiting tasks to reckon anew, locked, in pieces by id. */
export async function lockWaiting(
  tx: Db,
  piece: { readonly all: boolean; readonly after: string; readonly limit: number },
): Promise<TaskRow[]> {
  const which = piece.all
    ? sql`(t.clock_unit is not null or t.base_due_at is not null)`
    : sql`not t.due_certain`;
  const { rows } = await sql<TaskRow>`
    select ${columns} from tasks.task t where t.closed_at is null and ${which} and t.id > ${piece.after}
    order by t.id limit ${piece.limit} for update`.execute(tx);
  return rows;
}
