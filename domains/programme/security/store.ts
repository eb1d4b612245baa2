import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export async function listClauses(db: Db): Promise<string[]> {
  const { rows } = await sql<{ clause: string }>`
    select clause from security.control where withdrawn_at is null order by number`.execute(db);
  return rows.map(({ clause }) => clause);
}

export interface Answered {
  readonly code: string;
  readonly titleZh: string;
  readonly titleEn: string;
  readonly organisation: string;
  /** A date. */
  readonly nextAssessmentOn: string | null;
}

export async function listResponsibilities(db: Db): Promise<Answered[]> {
  const { rows } = await sql<Answered>`
    select code, title_zh as "titleZh", title_en as "titleEn", organisation,
      to_char(next_assessment_on, 'YYYY-MM-DD') as "nextAssessmentOn"
    from security.responsibility where withdrawn_at is null order by code`.execute(db);
  return rows;
}
