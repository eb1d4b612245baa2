import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { measureColumns, type MeasureRow } from './measure-store.ts';

/** A definition as it stood once, and what brought it. */
export interface VersionRow extends MeasureRow {
  readonly revision: number;
  readonly source: string;
  readonly recorded_at: string;
  readonly recorded_by: string;
  readonly reason: string | null;
  readonly withdrawn_at: string | null;
}

const versionColumns = sql`${measureColumns}, revision, source, recorded_at, recorded_by, reason, withdrawn_at`;

/** Every version of a measure, in force or not, the newest first. */
export async function listVersions(db: Db, code: string, most: number): Promise<VersionRow[]> {
  const { rows } = await sql<VersionRow>`
    select ${versionColumns} from indicators.measure where code = ${code}
    union all select ${versionColumns} from indicators.measure_history where code = ${code}
    order by revision desc limit ${most}`.execute(db);
  return rows;
}

/** How many values of a measure were ever released: of the whole city, revisions among them. */
export async function countReleases(db: Db, code: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from indicators.vintage where measure = ${code} and place = '{}'`.execute(db);
  return rows[0]?.n ?? 0;
}
