import { sql } from 'kysely';
import type { ReadCity } from '#kernel/city';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { tracksFile } from './city.ts';
import type { Area, Rule } from './shapes.ts';

interface Setting {
  readonly keepDays: number;
  readonly areas: readonly Area[];
  readonly rules: readonly Rule[];
}

const usual: Setting = { keepDays: 180, areas: [], rules: [] };

/** Areas and rules as the city's file says them. */
export async function findSetting(db: Db): Promise<Setting> {
  const { rows } = await sql<{ value: Setting }>`
    select value from tracks.setting where name = 'rules'`.execute(db);
  return rows[0]?.value ?? usual;
}

export const keepDays = async (db: Db): Promise<number> => (await findSetting(db)).keepDays;

export async function load(city: ReadCity, context: Context): Promise<void> {
  await sql`insert into tracks.setting (name, value) values ('rules', ${JSON.stringify(city.get(tracksFile))}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(context.db);
}
