import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What keeps the ledger's tables from being changed, by table; as the migrations made it. */
const guarded = ['entry', 'subject', 'chunk', 'head', 'witnessed', 'receipt', 'verification'];
const generated = ['at', 'action', 'resource', 'actor', 'subjects_digest'];

/**
 * What somebody with rights on the tables has taken away: triggers that refuse changes, and columns of an entry that
 * are no longer read from its body.
 * @returns names of tables and columns
 */
export async function findGuardsMissing(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select wanted.name from unnest(${guarded}::text[]) as wanted(name)
    where (select count(*) from pg_trigger t
      where t.tgrelid = to_regclass('ledger.' || wanted.name) and t.tgenabled in ('O', 'A')
        and t.tgname in ('only_grows', 'never_emptied') and t.tgfoid = to_regproc('ledger.refuse_change')) < 2
    union all
    select 'entry.' || wanted.name from unnest(${generated}::text[]) as wanted(name)
    where not exists (select from pg_attribute a
      where a.attrelid = to_regclass('ledger.entry') and a.attname = wanted.name and a.attgenerated = 's')`.execute(
    db,
  );
  return rows.map(({ name }) => name);
}

export interface Kept {
  readonly at: string;
  readonly outcome: unknown;
}

/** All verifications, and the bodies of the entries that tell of one. */
export async function findVerifications(db: Db): Promise<{ kept: Kept[]; told: string[] }> {
  const kept = await sql<Kept>`select at, outcome from ledger.verification order by id`.execute(db);
  const told = await sql<{ body: string }>`
    select body from ledger.entry where resource = 'ledger.verification' order by sequence`.execute(db);
  return { kept: kept.rows, told: told.rows.map(({ body }) => body) };
}
