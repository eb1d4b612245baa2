import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { InspectedObject } from '#platform/matter/inspections';
import type { Outcome } from './contract.ts';
import type { Grade } from './rules.ts';

export async function allRestaurants(db: Db): Promise<InspectedObject[]> {
  const { rows } = await sql<InspectedObject>`
    select code as key, name_zh as name, simulated from food_safety.restaurant
    where withdrawn_at is null order by code`.execute(db);
  return rows;
}

export interface GradedRow {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly address: string;
  readonly grade: Grade | null;
  readonly visitedOn: string | null;
  readonly mending: boolean;
  readonly simulated: boolean;
}

const graded = sql`
  select r.code, r.name_zh as "nameZh", r.name_en as "nameEn", r.address, o.grade, o.visited_on::text as "visitedOn",
    coalesce(o.state = 'mending', false) as mending, r.simulated
  from food_safety.restaurant r
  left join lateral (
    select grade, visited_on, state from inspections.outcome_v1
    where kind = 'restaurant' and object = r.code order by concluded_at desc limit 1
  ) o on true
  where r.withdrawn_at is null`;

interface Asked {
  readonly q?: string | undefined;
  readonly grade?: string | undefined;
  readonly after?: string | undefined;
  readonly limit: number;
}

/** Restaurants whose name holds the words, each with the grade of its last inspection. */
export async function searchRestaurants(db: Db, { q, grade, after, limit }: Asked): Promise<GradedRow[]> {
  const named = q
    ? sql`(strpos(r.name_zh, ${q}) > 0 or strpos(lower(r.name_en), lower(${q})) > 0)`
    : sql`true`;
  const ofGrade = grade === undefined ? sql`true` : sql`coalesce(o.grade, 'none') = ${grade}`;
  const { rows } = await sql<GradedRow>`
    ${graded} and ${named} and ${ofGrade} and r.code > ${after ?? ''} order by r.code limit ${limit}`.execute(
    db,
  );
  return rows;
}

export async function findRestaurant(db: Db, code: string): Promise<GradedRow | undefined> {
  const { rows } = await sql<GradedRow>`${graded} and r.code = ${code}`.execute(db);
  return rows[0];
}

/** Published outcomes, the latest first. */
export async function outcomesOf(db: Db, code: string): Promise<Outcome[]> {
  const { rows } = await sql<Outcome>`
    select id, visited_on::text as "visitedOn", score, grade, findings, state,
      case when state = 'mending' then mend_by end as "mendBy"
    from inspections.outcome_v1 where kind = 'restaurant' and object = ${code}
    order by concluded_at desc limit 50`.execute(db);
  return rows;
}
