import { sql, type RawBuilder } from 'kysely';
import type { ListedPage, ListedRow, Measured } from '#kernel/indicator';
import type { Db } from '#kernel/db';

const instant = (at: Date): RawBuilder<unknown> => sql`${at.toISOString()}::timestamptz`;

/** The ratings of a figure at an instant. */
const sets = {
  rated: (at: Date) => sql`r.rated_at <= ${instant(at)} and r.rated_at > ${instant(at)} - interval '90 days'`,
  open: (at: Date) => sql`r.grade <= 2 and r.rated_at <= ${instant(at)}
    and (r.answered_at is null or r.answered_at > ${instant(at)})`,
} as const;
export type RatingSet = keyof typeof sets;

const ownedBy = (owner: string | undefined) =>
  owner === undefined ? sql`true` : sql`r.organisation = ${owner}`;

export async function measure(db: Db, set: RatingSet, at: Date): Promise<Measured> {
  const { rows } = await sql<{ whole: number; good: number; simulated: boolean | null }>`
    select count(*)::int as whole, (count(*) filter (where r.grade >= 3))::int as good, bool_or(r.simulated) as simulated
    from feedback.rating_v1 r where ${sets[set](at)}`.execute(db);
  const [row] = rows;
  const whole = row?.whole ?? 0;
  const good = row?.good ?? 0;
  const simulated = row?.simulated ?? false;
  if (set === 'open') return { value: whole, simulated };
  return {
    value: whole === 0 ? null : (100 * good) / whole,
    parts: [
      { key: 'satisfied', title: { zh: '满意', en: 'Satisfied' }, value: good },
      { key: 'dissatisfied', title: { zh: '不满意', en: 'Dissatisfied' }, value: whole - good },
    ],
    simulated,
  };
}

export async function list(
  db: Db,
  set: RatingSet,
  { at, owner, after, limit }: ListedPage,
): Promise<ListedRow[]> {
  const { rows } = await sql<{
    id: string;
    organisation: string;
    grade: number;
    ratedAt: string;
    simulated: boolean;
  }>`
    select r.id, r.organisation, r.grade, r.rated_at as "ratedAt", r.simulated from feedback.rating_v1 r
    where ${sets[set](at)} and ${ownedBy(owner)} and r.id > ${after ?? ''} order by r.id limit ${limit}`.execute(
    db,
  );
  return rows.map(({ id, simulated, ...row }) => ({
    key: id,
    path: `/feedback/ratings?open=${id}`,
    weight: set === 'open' || row.grade >= 3 ? 1 : 0,
    ...(set === 'rated' ? { of: 1 } : {}),
    simulated,
    values: { ...row },
  }));
}

export async function count(
  db: Db,
  set: RatingSet,
  { at, owner }: Pick<ListedPage, 'at' | 'owner'>,
): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*)::int as n from feedback.rating_v1 r where ${sets[set](at)} and ${ownedBy(owner)}`.execute(
    db,
  );
  return rows[0]?.n ?? 0;
}
