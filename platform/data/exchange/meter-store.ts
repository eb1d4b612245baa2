import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/**
 * Counts a call of this minute, over all processes.
 * @returns whether it is still within what is allowed
 */
export async function countCall(db: Db, agreement: string, at: string, most: number): Promise<boolean> {
  const { rows } = await sql<{ calls: number }>`
    insert into exchange.call_window as w (agreement, minute, calls)
    values (${agreement}, date_trunc('minute', ${at}::timestamptz), 1)
    on conflict (agreement) do update set
      calls = case when w.minute = excluded.minute then w.calls + 1 else 1 end, minute = excluded.minute
    returning calls`.execute(db);
  return (rows[0]?.calls ?? 0) <= most;
}

export interface Used {
  readonly agreement: string;
  readonly day: string;
}

/**
 * Sets rows of today's quota aside before they are read, so that two reads at once do not both take the last ones.
 * @returns how many were set aside: as many as were asked for, or what was left
 */
export async function reserveRows(
  tx: Db,
  { agreement, day }: Used,
  asked: { readonly rows: number; readonly quota: number; readonly at: string },
): Promise<number> {
  const { rows, quota, at } = asked;
  await sql`insert into exchange.use_day (agreement, day) values (${agreement}, ${day}::date)
    on conflict do nothing`.execute(tx);
  const found = await sql<{ before: string }>`
    select rows::text as before from exchange.use_day where agreement = ${agreement} and day = ${day}::date
    for update`.execute(tx);
  const taken = Math.max(0, Math.min(rows, quota - Number(found.rows[0]?.before ?? 0)));
  await sql`update exchange.use_day set calls = calls + 1, rows = rows + ${taken}, last_at = ${at}::timestamptz
    where agreement = ${agreement} and day = ${day}::date`.execute(tx);
  return taken;
}

/** Gives back what was set aside and not read. */
export async function giveBack(db: Db, { agreement, day }: Used, rows: number): Promise<void> {
  if (rows === 0) return;
  await sql`update exchange.use_day set rows = rows - ${rows}
    where agreement = ${agreement} and day = ${day}::date`.execute(db);
}

export interface UseDay {
  readonly day: string;
  readonly calls: number;
  readonly rows: number;
  readonly lastAt: string | null;
}

/** The newest days on which an agreement was used. */
export async function listUse(db: Db, agreement: string): Promise<UseDay[]> {
  const { rows } = await sql<UseDay>`
    select to_char(day, 'YYYY-MM-DD') as day, calls, rows::int as rows, last_at as "lastAt"
    from exchange.use_day where agreement = ${agreement} order by day desc limit 62`.execute(db);
  return rows.map((row) => ({ ...row, lastAt: row.lastAt && new Date(row.lastAt).toISOString() }));
}
