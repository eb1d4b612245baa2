import { sql, type RawBuilder } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';
import type { State } from './rules.ts';

export interface GlassRow {
  readonly id: string;
  readonly record: string;
  readonly key: string;
  readonly reason: string;
  readonly brokenBy: string;
  readonly organisation: string;
  readonly informed: string;
  readonly brokenAt: string;
  readonly endsAt: string;
  readonly looks: number;
  readonly verdict: 'justified' | 'unjustified' | null;
  readonly review: string | null;
  readonly reviewedBy: string | null;
  readonly reviewedAt: string | null;
}

const columns = sql`g.id, g.record, g.key, g.reason, g.broken_by as "brokenBy", g.organisation, g.informed,
  g.broken_at as "brokenAt", g.ends_at as "endsAt", g.looks, g.verdict, g.review, g.reviewed_by as "reviewedBy",
  g.reviewed_at as "reviewedAt"`;

export async function insertGlass(tx: Db, row: GlassRow): Promise<void> {
  await sql`insert into emergency.glass
      (id, record, key, reason, broken_by, organisation, informed, broken_at, ends_at)
    values (${row.id}, ${row.record}, ${row.key}, ${row.reason}, ${row.brokenBy}, ${row.organisation},
      ${row.informed}, ${row.brokenAt}, ${row.endsAt})`.execute(tx);
}

/** How often somebody broke glass since an instant; others of the same person wait until the transaction ends. */
export async function countSince(tx: Db, brokenBy: string, since: string): Promise<number> {
  await oneAtATime(tx, `emergency.glass ${brokenBy}`);
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from emergency.glass where broken_by = ${brokenBy} and broken_at > ${since}`.execute(
    tx,
  );
  return rows[0]?.n ?? 0;
}

export async function lockGlass(tx: Db, id: string): Promise<GlassRow | undefined> {
  const { rows } = await sql<GlassRow>`
    select ${columns} from emergency.glass g where g.id = ${id} for update`.execute(tx);
  return rows[0];
}

export async function saveGlass(tx: Db, row: GlassRow): Promise<void> {
  await sql`update emergency.glass set ends_at = ${row.endsAt}, looks = ${row.looks}, verdict = ${row.verdict},
      review = ${row.review}, reviewed_by = ${row.reviewedBy}, reviewed_at = ${row.reviewedAt}
    where id = ${row.id}`.execute(tx);
}

export interface GlassQuery {
  readonly brokenBy?: string | undefined;
  readonly state?: State | undefined;
  readonly now: string;
  readonly after?: { readonly at: string; readonly id: string } | undefined;
  readonly limit: number;
}

const inState: Readonly<Record<State, (now: string) => RawBuilder<unknown>>> = {
  open: (now) => sql`g.reviewed_at is null and g.ends_at > ${now}`,
  'awaiting-review': (now) => sql`g.reviewed_at is null and g.ends_at <= ${now}`,
  reviewed: () => sql`g.reviewed_at is not null`,
};

/** Broken glass, the latest first. */
export async function findGlasses(db: Db, query: GlassQuery): Promise<GlassRow[]> {
  const { brokenBy, state, now, after, limit } = query;
  const conditions = [
    sql`true`,
    ...(brokenBy === undefined ? [] : [sql`g.broken_by = ${brokenBy}`]),
    ...(state ? [inState[state](now)] : []),
    ...(after ? [sql`(g.broken_at, g.id) < (${after.at}::timestamptz, ${after.id})`] : []),
  ];
  const { rows } = await sql<GlassRow>`
    select ${columns} from emergency.glass g where ${sql.join(conditions, sql` and `)}
    order by g.broken_at desc, g.id desc limit ${limit}`.execute(db);
  return rows;
}

/** Keys of the tasks that wait for a glass. */
export async function openTasksOf(tx: Db, glass: string): Promise<string[]> {
  const { rows } = await sql<{ key: string }>`select source_key as key from tasks.task_v1
    where source_module = 'emergency' and source_record = 'glass' and starts_with(source_key, ${`${glass} `})
      and closed_at is null`.execute(tx);
  return rows.map(({ key }) => key);
}
