import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** Rows of departments that claim the number of an entity for another. */
export async function claimsAgainst(
  db: Db,
  ids: readonly string[],
): Promise<{ dataset: string; batch: string }[]> {
  const { rows } = await sql<{ dataset: string; batch: string }>`
    select dataset, batch from registers.claim where entity = any(${sql.val([...ids])}::text[]) order by dataset, row_key`.execute(
    db,
  );
  return rows;
}

/** Relations of which somebody is the subject and which stand at an instant, the newest first. */
export async function standingRelationsOf(
  db: Db,
  { subject, now, limit }: { readonly subject: string; readonly now: string; readonly limit: number },
): Promise<{ kind: string; beganAt: string; position: number }[]> {
  const { rows } = await sql<{ kind: string; beganAt: string; position: number }>`
    select kind, begins_at as "beganAt", row_number() over (order by begins_at desc, kind, holder)::int as position
    from relations.standing_v1
    where subject = ${subject} and begins_at <= ${now} and (ends_at is null or ends_at > ${now})
    order by position limit ${limit}`.execute(db);
  return rows;
}
