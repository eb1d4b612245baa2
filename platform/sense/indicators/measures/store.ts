import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Built {
  readonly measure: string;
  readonly fingerprint: string;
  readonly built_at: string;
  readonly refreshed_at: string;
  /** By which method it was rolled up. */
  readonly method: number;
  /** Since when the measure is out of force; null while it stands. */
  readonly gone_at: string | null;
}

export async function findBuilt(db: Db, measure: string): Promise<Built | undefined> {
  const { rows } = await sql<Built>`select * from indicators.built where measure = ${measure}`.execute(db);
  return rows[0];
}

export async function listBuilt(db: Db): Promise<Built[]> {
  const { rows } = await sql<Built>`select * from indicators.built`.execute(db);
  return rows;
}

/** When each of some measures was built that is; held until the transaction ends, by all in one order. */
export async function holdBuilt(db: Db, measures: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<Pick<Built, 'measure' | 'fingerprint' | 'built_at'>>`
    select measure, fingerprint, built_at from indicators.built
    where measure = any(${[...measures]}::text[]) order by measure for update`.execute(db);
  return buildsOf(rows);
}

const buildsOf = (rows: readonly Pick<Built, 'measure' | 'fingerprint' | 'built_at'>[]) =>
  new Map(rows.map((row) => [row.measure, `${row.fingerprint} ${row.built_at}`]));

/** As `holdBuilt`, held by nobody. */
export async function buildsNow(db: Db, measures: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await sql<Built>`
    select * from indicators.built where measure = any(${[...measures]}::text[])`.execute(db);
  return buildsOf(rows);
}

export async function putBuilt(
  db: Db,
  built: Pick<Built, 'measure' | 'fingerprint' | 'method'> & { readonly at: string },
): Promise<void> {
  const { measure, fingerprint, method, at } = built;
  await sql`insert into indicators.built (measure, fingerprint, method, built_at, refreshed_at)
    values (${measure}, ${fingerprint}, ${method}, ${at}, ${at})
    on conflict (measure) do update set fingerprint = excluded.fingerprint, method = excluded.method,
      refreshed_at = excluded.refreshed_at`.execute(db);
}

/** Notes since when measures are out of force. What they kept stays as it was. */
export async function markGone(db: Db, measures: readonly string[], at: string): Promise<void> {
  await sql`update indicators.built set gone_at = ${at}
    where measure = any(${[...measures]}::text[]) and gone_at is null`.execute(db);
}

/** Measures are in force again: what ran out meanwhile was not released when it did. */
export async function markReturned(db: Db, measures: readonly string[], at: string): Promise<void> {
  await sql`update indicators.built set gone_at = null, built_at = ${at}
    where measure = any(${[...measures]}::text[])`.execute(db);
}

/** Forgets what was kept by another definition. */
export async function forget(db: Db, measures: readonly string[]): Promise<void> {
  // First what a refresh holds at its end: it goes before this, or sees that it came too late.
  await holdBuilt(db, measures);
  for (const table of ['built', 'touched', 'cell', 'vintage'])
    await sql`delete from ${sql.id('indicators', table)} where measure = any(${[...measures]}::text[])`.execute(
      db,
    );
}
