import { sql } from 'kysely';
import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { scenesFile } from './city.ts';
import type { Wall } from './shapes.ts';

export async function load(city: ReadCity, context: Context): Promise<void> {
  await sql`insert into operations_centre.setting (name, value) values ('wall', ${JSON.stringify(city.get(scenesFile))}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(context.db);
}

const none: Wall = { dwellSeconds: 45, leader: [], scenes: [] };

/** The wall as the city's file says it. */
export async function findWall(db: Db): Promise<Wall> {
  const { rows } = await sql<{ value: Wall }>`
    select value from operations_centre.setting where name = 'wall'`.execute(db);
  return rows[0]?.value ?? none;
}

/** Says in a word which state of the figures this is: another word once any was measured anew. */
export async function findVersion(db: Db): Promise<string> {
  const { rows } = await sql<{ version: string }>`
    select coalesce((select max(computed_at)::text from indicators.value_v1), '') || '/' ||
      coalesce((select max(refreshed_at)::text from indicators.refreshed_v1), '') as version`.execute(db);
  return rows[0]?.version ?? '';
}
