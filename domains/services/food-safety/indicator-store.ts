import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { ListedPage, ListedRow } from '#kernel/indicator';
import type { Grade } from './rules.ts';

/** Each restaurant with the grade of its last visit. */
const graded = (owner: string | undefined): RawBuilder<unknown> => sql`(
  select r.code, r.name_zh as name, r.simulated, o.grade, o.visited_on::text as "visitedOn"
  from food_safety.restaurant r
  left join lateral (
    select grade, visited_on from inspections.outcome_v1
    where kind = 'restaurant' and object = r.code order by concluded_at desc limit 1) o on true
  where r.withdrawn_at is null and ${owner === undefined})`;

export interface GradeCount {
  readonly grade: Grade | null;
  readonly count: number;
  readonly simulated: boolean;
}

export async function countByGrade(db: Db): Promise<GradeCount[]> {
  const { rows } = await sql<GradeCount>`
    select grade, count(*)::int as count, bool_or(simulated) as simulated from ${graded(undefined)} g
    group by grade order by grade`.execute(db);
  return rows;
}

/** A restaurant belongs to no department: whoever sees but their department's rows sees none. */
export async function listGraded(db: Db, { owner, after, limit }: ListedPage): Promise<ListedRow[]> {
  const { rows } = await sql<{
    code: string;
    name: string;
    grade: Grade | null;
    visitedOn: string | null;
    simulated: boolean;
  }>`
    select g.* from ${graded(owner)} g where g.code > ${after ?? ''} order by g.code limit ${limit}`.execute(
    db,
  );
  return rows.map(({ code, name, grade, visitedOn, simulated }) => ({
    key: code,
    path: `/food-safety/restaurants/${code}`,
    weight: grade === null ? 0 : 1,
    of: 1,
    simulated,
    values: { name, grade, visitedOn },
  }));
}

export async function countGraded(db: Db, { owner }: Pick<ListedPage, 'owner'>): Promise<number> {
  const { rows } = await sql<{
    count: number;
  }>`select count(*)::int as count from ${graded(owner)} g`.execute(db);
  return rows[0]?.count ?? 0;
}
