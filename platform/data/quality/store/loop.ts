import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** The organisation that decides what is contested. */
export async function putOffice(db: Db, office: string): Promise<void> {
  await sql`insert into quality.setting (name, value) values ('office', ${JSON.stringify(office)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

export async function findOffice(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ office: string }>`
    select value #>> '{}' as office from quality.setting where name = 'office'`.execute(db);
  return rows[0]?.office;
}

export interface Contested {
  readonly count: number;
  readonly simulated: boolean;
}

/** Findings of a dataset that their owner contests. */
export async function contestedCount(db: Db, dataset: string): Promise<Contested> {
  const { rows } = await sql<{ count: number; simulated: boolean | null }>`
    select count(*)::int as count, bool_and(simulated) as simulated
    from quality.finding where dataset = ${dataset} and status = 'contested'`.execute(db);
  return { count: rows[0]?.count ?? 0, simulated: rows[0]?.simulated ?? false };
}

/** Until when a finding is waived; null for good, and when it is not. */
export async function setWaivedUntil(db: Db, id: string, until: string | null): Promise<void> {
  await sql`update quality.finding set waived_until = ${until} where id = ${id}`.execute(db);
}

/** A finding of which something ended: its waiver, or the rule under which it was asked. */
export interface Ended {
  readonly id: string;
  readonly dataset: string;
}

/**
 * Findings whose waiver ended before a day are open again, with a new day until which they are to be mended.
 * @returns them, each with its dataset
 */
export async function endWaivers(
  db: Db,
  { today, dueOn, note, at }: { today: string; dueOn: string; note: string; at: string },
): Promise<Ended[]> {
  const { rows } = await sql<Ended>`
      update quality.finding set status = 'open', waived_until = null, due_on = ${dueOn}, note = ${note},
        revision = revision + 1, valid_from = ${at}, recorded_at = ${at}, recorded_by = 'system', source = 'platform'
      where status = 'waived' and waived_until < ${today}::date returning id, dataset`.execute(db);
  return rows;
}
