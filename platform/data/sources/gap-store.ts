import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { GapKind } from './names.ts';
import type { Missed } from './readers/reader.ts';

export interface GapRow {
  readonly source: string;
  readonly run: string;
  readonly kind: GapKind;
  readonly first: number | null;
  readonly last: number | null;
  readonly exact: boolean;
  readonly foundAt: string;
}

/** Notes that messages did not come. What one run finds of a kind is one, from the first to the last. */
export async function insertGap(
  tx: Db,
  { source, run, at }: { readonly source: string; readonly run: string; readonly at: string },
  { kind, first, last, exact = true }: Missed,
): Promise<void> {
  await sql`insert into sources.gap as g (source, run, kind, first, last, exact, found_at)
    values (${source}, ${run}, ${kind}, ${first ?? null}, ${last ?? null}, ${exact}, ${at})
    on conflict (source, run, kind) where noted_at is null do update
      set first = least(g.first, excluded.first), last = greatest(g.last, excluded.last),
        exact = g.exact and excluded.exact and g.first = excluded.first and g.last = excluded.last`.execute(
    tx,
  );
}

const most = 200;

/** What is missing of these sources and was not looked into, the newest first. */
export async function openGaps(db: Db, sources: readonly string[]): Promise<GapRow[]> {
  const { rows } = await sql<GapRow>`
    select source, run, kind, first::float8 as first, last::float8 as last, exact, found_at as "foundAt"
    from sources.gap where source = any(${sources}::text[]) and noted_at is null
    order by number desc limit ${most}`.execute(db);
  return rows;
}

export async function hasGaps(db: Db, run: string): Promise<boolean> {
  const { rows } = await sql`select 1 from sources.gap where run = ${run} limit 1`.execute(db);
  return rows.length > 0;
}

/** @returns how many were open */
export async function noteGaps(
  tx: Db,
  source: string,
  noted: { readonly by: string; readonly at: string; readonly why: string },
): Promise<number> {
  const { numAffectedRows } = await sql`update sources.gap
    set noted_by = ${noted.by}, noted_at = ${noted.at}, noted_why = ${noted.why}
    where source = ${source} and noted_at is null`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}
