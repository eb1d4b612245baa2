import { sql } from 'kysely';
import type { Db, Store } from '#kernel/db';
import { addDays, boundsOfDay } from './rules.ts';

const partition = (day: string) => sql.table(`tracks.position_${day.replaceAll('-', '')}`);

/** Days that this process has seen made: asked for with each batch. */
const seen = new WeakMap<object, Set<string>>();

/** Makes the partitions of days that have none. Two at once wait for each other. */
export async function makeDays(tx: Db, days: readonly string[], now: string): Promise<number> {
  await sql`lock table tracks.day in share row exclusive mode`.execute(tx);
  let made = 0;
  for (const day of days) {
    const { rows } = await sql`insert into tracks.day (day, made_at) values (${day}, ${now})
      on conflict do nothing returning day`.execute(tx);
    if (rows.length === 0) continue;
    const { from, to } = boundsOfDay(day);
    await sql`create table ${partition(day)} partition of tracks.position
      for values from (${sql.lit(from)}) to (${sql.lit(to)})`.execute(tx);
    made += 1;
  }
  return made;
}

/** @param store by which the days that are known to be there are remembered */
export async function daysNotSeen(store: object, db: Db, days: readonly string[]): Promise<string[]> {
  const known = seen.get(store) ?? new Set<string>();
  seen.set(store, known);
  const asked = days.filter((day) => !known.has(day));
  if (asked.length === 0) return [];
  const { rows } = await sql<{ day: string }>`
    select day::text as day from tracks.day where day::text = any(${asked})`.execute(db);
  for (const { day } of rows) known.add(day);
  return asked.filter((day) => !known.has(day));
}

export const forgetDays = (store: object): boolean => seen.delete(store);

/** Drops days that end their time. @returns how many */
export async function dropDays(tx: Db, today: string, keepDays: number): Promise<number> {
  await sql`lock table tracks.day in share row exclusive mode`.execute(tx);
  const { rows } = await sql<{ day: string }>`
    delete from tracks.day where day < ${addDays(today, -keepDays)} returning day::text as day`.execute(tx);
  for (const { day } of rows) await sql`drop table ${partition(day)}`.execute(tx);
  return rows.length;
}

/** Days before `today` whose index was not yet written anew, the oldest first. */
export async function listUnsettled(db: Db, today: string): Promise<string[]> {
  const { rows } = await sql<{ day: string }>`select day::text as day from tracks.day
    where settled_at is null and day < ${today} order by day`.execute(db);
  return rows.map(({ day }) => day);
}

/**
 * Writes the index of a day anew, in the order of devices and their time: as positions came in, neighbours of one track lay
 * all over the file, and reading a track that is not in memory fetched them one by one. Who wants the day meanwhile waits.
 * @returns whether the day was still there
 */
export async function settleDay(store: Store, day: string, now: string): Promise<boolean> {
  const isThere = await store.transaction(
    async (tx) => {
      const { rows } =
        await sql`update tracks.day set settled_at = ${now} where day = ${day} returning day`.execute(tx);
      if (rows.length > 0) await sql`reindex table ${partition(day)}`.execute(tx);
      return rows.length > 0;
    },
    { timeoutMs: 0 },
  );
  // Marks the pages that hold nothing hidden, so that the index alone answers.
  if (isThere) await sql`vacuum (analyze) ${partition(day)}`.execute(store.db);
  return isThere;
}
