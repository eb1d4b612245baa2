import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/**
 * Applications of a person that another's can become. Where the other applied for the same as well, that of this person
 * stays under their own id, and is seen in the file of both.
 */
export async function applicationsToMove(db: Db, person: string, to: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from grants.application a
    where a.applicant_kind = 'person' and a.applicant = ${person} and (a.state = 'withdrawn' or not exists (
      select from grants.application o where o.scheme = a.scheme and o.applicant_kind = 'person' and o.applicant = ${to}
        and o.state <> 'withdrawn'))
    order by a.id`.execute(db);
  return rows.map(({ id }) => id);
}

/** Applications of a person that another filed. */
export async function applicationsMadeBy(db: Db, person: string, other: string): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from grants.application a
    where a.applicant_kind = 'person' and a.applicant = ${person} and exists (
      select from grants.application_history h where h.id = a.id and h.revision = 1 and h.applicant = ${other})
    order by a.id`.execute(db);
  return rows.map(({ id }) => id);
}
