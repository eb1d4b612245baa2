import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import { BatchProfile } from '../profile-contract.ts';

export async function putProfile(db: Db, profile: BatchProfile): Promise<void> {
  const { batch, dataset, madeAt } = profile;
  await sql`insert into quality.profile (batch, dataset, profile, made_at)
    values (${batch}, ${dataset}, ${JSON.stringify(profile)}::jsonb, ${madeAt})
    on conflict (batch) do update set profile = excluded.profile, made_at = excluded.made_at`.execute(db);
}

/** The latest profile of a dataset. */
export async function findProfile(db: Db, dataset: string): Promise<BatchProfile | undefined> {
  const { rows } = await sql<{ profile: unknown }>`
    select profile from quality.profile where dataset = ${dataset} order by made_at desc limit 1`.execute(db);
  return rows[0] && BatchProfile.parse(rows[0].profile);
}
