import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Kind } from './names.ts';
import type { Mark } from './readers/reader.ts';
import type { Bounds, SeenColumn } from './rules.ts';
import type { AnySettings } from './settings.ts';

export interface SourceRow extends Bounds {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly dataset: string;
  readonly owner: string;
  readonly kind: Kind;
  readonly settings: AnySettings;
  readonly schedule: string | null;
  /** Sources after which it is read. */
  readonly follows: readonly string[];
  /** By what it is supplied, when not by a department. */
  readonly contract: string | null;
  readonly enabled: boolean;
  readonly simulated: boolean;
  readonly secret: string | null;
  readonly target: string | null;
  readonly mark: Mark | null;
  /** Rises each time it is pointed elsewhere: a mark holds for the place where it was made. */
  readonly placed: number;
  readonly columns: readonly SeenColumn[] | null;
  readonly misses: number;
  readonly nextAt: string | null;
}

const sources = sql`
  select s.code, s.title_zh as "titleZh", s.title_en as "titleEn", s.dataset, s.owner, s.kind, s.settings, s.schedule, s.contract, s.enabled,
    coalesce(s.follows, '[]'::jsonb) as follows,
    s.simulated, s.rows_least as "rowsLeast", s.rows_most as "rowsMost", s.rows_change as "rowsChange",
    t.secret, t.target, t.mark, coalesce(t.placed, 0) as placed, t.columns, coalesce(t.misses, 0) as misses, t.next_at as "nextAt"
  from sources.source s left join sources.source_state t on t.source = s.code where s.withdrawn_at is null`;

export async function findSource(db: Db, code: string): Promise<SourceRow | undefined> {
  const { rows } = await sql<SourceRow>`${sources} and s.code = ${code}`.execute(db);
  return rows[0];
}

/** @param owner undefined for the whole city */
export async function listSources(db: Db, owner: string | undefined): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    ${sources} and ${owner === undefined ? sql`true` : sql`s.owner = ${owner}`} order by s.code limit 1000`.execute(
    db,
  );
  return rows;
}

const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;

export interface StateChange {
  readonly secret?: string | null;
  readonly target?: string | null;
  /** Where the source was when it was made: elsewhere now, it is not taken over. */
  readonly mark?: { readonly value: Mark; readonly placed: number };
  readonly columns?: readonly SeenColumn[];
  readonly misses?: number;
  readonly nextAt?: string | null;
}

/** Changes what is said of how a source stands; the rest stays. */
export async function changeState(tx: Db, source: string, change: StateChange): Promise<void> {
  const { secret, target, mark, columns, misses, nextAt } = change;
  const set = [
    ...(secret === undefined ? [] : [sql`secret = ${secret}`]),
    ...(target === undefined ? [] : [sql`target = ${target}`]),
    ...(mark === undefined
      ? []
      : [sql`mark = case when placed = ${mark.placed} then ${json(mark.value)} else mark end`]),
    ...(columns === undefined ? [] : [sql`columns = ${json(columns)}`]),
    ...(misses === undefined ? [] : [sql`misses = ${misses}`]),
    ...(nextAt === undefined ? [] : [sql`next_at = ${nextAt}::timestamptz`]),
  ];
  await sql`insert into sources.source_state (source) values (${source}) on conflict do nothing`.execute(tx);
  if (set.length > 0)
    await sql`update sources.source_state set ${sql.join(set)} where source = ${source}`.execute(tx);
}

/** Pointed elsewhere, it is read from the beginning: no mark of before holds, nor one that is still on its way. */
export async function beginAnew(tx: Db, source: string): Promise<void> {
  await sql`update sources.source_state set mark = null, placed = placed + 1 where source = ${source}`.execute(
    tx,
  );
  await sql`update sources.delivery set mark = null where source = ${source} and state = 'held'`.execute(tx);
}

/** Sources whose time has come. */
export async function findDue(db: Db, now: string): Promise<SourceRow[]> {
  const { rows } = await sql<SourceRow>`
    ${sources} and s.enabled and (s.schedule is not null or t.waits_since is not null) and t.next_at <= ${now}::timestamptz order by t.next_at limit 200`.execute(
    db,
  );
  return rows;
}

/** Moves a source on to its next time. @returns true for exactly one of those who ask for the same time */
export async function takeDue(tx: Db, source: SourceRow, nextAt: string | null): Promise<boolean> {
  const moved = await sql`update sources.source_state set next_at = ${nextAt}::timestamptz
    where source = ${source.code} and next_at = ${source.nextAt}::timestamptz`.execute(tx);
  return moved.numAffectedRows === 1n;
}
