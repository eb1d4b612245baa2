import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface UnderWay {
  readonly all: number;
  readonly underWay: number;
  readonly late: number;
  readonly simulated: boolean;
}

/** Undertakings in all, those under way, and of these the ones past the day by which they have to end. */
export async function countUndertakings(db: Db, at: Date): Promise<UnderWay> {
  const { rows } = await sql<UnderWay>`
    select count(*)::int as all, count(*) filter (where state = 'under-way')::int as "underWay",
      count(*) filter (where state = 'under-way'
        and ends_by < (${at.toISOString()}::timestamptz at time zone 'Asia/Shanghai')::date)::int as late,
      coalesce(bool_or(simulated), false) as simulated
    from projects.undertaking where withdrawn_at is null`.execute(db);
  return rows[0] ?? { all: 0, underWay: 0, late: 0, simulated: false };
}

export interface KeyProject {
  readonly id: string;
  readonly number: number;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly yearFrom: number;
  readonly yearTo: number;
  readonly clause: string;
  /** Undertakings that serve it. */
  readonly undertakings: number;
}

/** The key projects in the order of the plan. */
export async function listKeyProjects(db: Db): Promise<KeyProject[]> {
  const { rows } = await sql<KeyProject>`
    select p.id, p.number, p.name_zh as "nameZh", p.name_en as "nameEn", p.year_from as "yearFrom", p.year_to as "yearTo",
      p.clause, (select count(*)::int from projects.undertaking u
        where u.key_project = p.id and u.withdrawn_at is null and not u.simulated) as undertakings
    from projects.project p where p.withdrawn_at is null order by p.number`.execute(db);
  return rows;
}
