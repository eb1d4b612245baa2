import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export async function putSetting(tx: Db, name: string, value: unknown): Promise<void> {
  await sql`insert into notifications.setting (name, value) values (${name}, ${JSON.stringify(value)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(tx);
}

export async function findSetting(db: Db, name: string): Promise<unknown> {
  const { rows } = await sql<{ value: unknown }>`
    select value from notifications.setting where name = ${name}`.execute(db);
  return rows[0]?.value;
}
