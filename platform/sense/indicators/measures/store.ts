import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Built {
  readonly measure: string;
  readonly fingerprint: string;
  readonly built_at: string;
  readonly refreshed_at: string;
}

export async function findBuilt(db: Db, measure: string): Promise<Built | undefined> {
  const { rows } = await sql<Built>`select * from indicators.built where measure = ${measure}`.execute(db);
  return rows[0];
}

export async function listBuilt(db: Db): Promise<Built[]> {
  const { rows } = await sql<Built>`select * from indicators.built`.execute(db);
  return rows;
}

export async function putBuilt(
  db: Db,
  { measure, fingerprint, at }: { measure: string; fingerprint: string; at: string },
): Promise<void> {
  await sql`insert into indicators.built (measure, fingerprint, built_at, refreshed_at)
    values (${measure}, ${fingerprint}, ${at}, ${at})
    on conflict (measure) do update set fingerprint = excluded.fingerprint, refreshed_at = excluded.refreshed_at`.execute(
    db,
  );
}

/** Forgets what was kept by another definition. */
export async function forget(db: Db, measures: readonly string[]): Promise<void> {
  for (const table of ['touched', 'cell', 'vintage', 'built'])
    await sql`delete from ${sql.id('indicators', table)} where measure = any(${[...measures]}::text[])`.execute(
      db,
    );
}
