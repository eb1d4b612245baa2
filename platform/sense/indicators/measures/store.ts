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
  for (const table of ['cell', 'vintage', 'built', 'touched'])
    await sql`delete from ${sql.id('indicators', table)} where measure = any(${[...measures]}::text[])`.execute(
      db,
    );
}

export async function touch(
  db: Db,
  measure: string,
  periods: readonly string[],
  cause: string,
): Promise<void> {
  if (periods.length === 0) return;
  await sql`
    insert into indicators.touched (measure, period, cause)
    select ${measure}, period, ${cause} from unnest(${[...periods]}::date[]) period
    on conflict (measure, period) do update set cause = excluded.cause`.execute(db);
}

export async function takeTouched(
  db: Db,
  measure: string,
): Promise<{ starts: string[]; cause: string } | undefined> {
  const { rows } = await sql<{ period: string; cause: string }>`
    delete from indicators.touched where measure = ${measure} returning period::text as period, cause`.execute(
    db,
  );
  const [first] = rows;
  return first && { starts: rows.map(({ period }) => period), cause: first.cause };
}
