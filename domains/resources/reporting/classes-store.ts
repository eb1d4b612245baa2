import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';
import type { Asks } from './names.ts';

/** What the classes were reckoned from when they were reckoned last. */
export async function findClassesFrom(db: Db): Promise<string | undefined> {
  const { rows } = await sql<{ value: string }>`
    select value from reporting.setting where name = 'classes'`.execute(db);
  return rows[0]?.value;
}

export async function putClassesFrom(db: Db, digest: string): Promise<void> {
  await sql`insert into reporting.setting (name, value) values ('classes', ${JSON.stringify(digest)}::jsonb)
    on conflict (name) do update set value = excluded.value`.execute(db);
}

export interface KeptReturn {
  readonly code: string;
  readonly asks: Asks;
  readonly simulated: boolean;
}

/** Returns of which answers are kept, or will be: in force, or retired. */
export async function returnsKept(db: Db): Promise<KeptReturn[]> {
  const { rows } = await sql<KeptReturn>`
    select code, asks, simulated from reporting.return
    where withdrawn_at is null and state <> 'draft' order by code`.execute(db);
  return rows;
}

const tables = { present: 'reporting.filing', before: 'reporting.filing_history' } as const;
export type Versions = keyof typeof tables;

const table = (of: Versions): RawBuilder<unknown> => sql.raw(tables[of]);

interface Some {
  /** Names of the questions whose answers are sensitive. */
  readonly names: readonly string[];
  /** Id of the last filing seen, '' for the first. */
  readonly after: string;
  readonly limit: number;
}

/** Filings in which answers lie that belong apart. @returns ids, in order */
export async function notApart(
  tx: Db,
  of: Versions,
  code: string,
  { names, after, limit }: Some,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct id from ${table(of)} where return = ${code} and id > ${after} and answers ?| ${[...names]}::text[]
    order by id limit ${limit}`.execute(tx);
  return rows.map(({ id }) => id);
}

/** Puts sensitive answers apart. No version is new: nothing of what was said changes, it is classed as what it is. */
export async function putApart(
  tx: Db,
  of: Versions,
  ids: readonly string[],
  names: readonly string[],
): Promise<void> {
  await sql`
    update ${table(of)} f set answers = f.answers - ${[...names]}::text[],
      sensitive_answers = coalesce(f.sensitive_answers, '{}') || (
        select jsonb_object_agg(a.key, a.value) from jsonb_each(f.answers) a where a.key = any(${[...names]}::text[]))
    where f.id = any(${[...ids]}::text[]) and f.answers ?| ${[...names]}::text[]`.execute(tx);
}
