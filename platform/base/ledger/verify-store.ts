import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What keeps the ledger's tables from being changed, by table; as the migrations made it. */
const guarded = ['entry', 'subject', 'repeated', 'chunk', 'head', 'witnessed', 'receipt', 'verification'];
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

/** All verifications, the bodies of the entries that tell of one, and what is not sealed yet: as of one instant. */
export async function findVerifications(db: Db): Promise<{ kept: Kept[]; told: string[]; entering: string }> {
  const { rows } = await sql<{ kept: Kept[]; told: string[]; entering: string }>`
    select
      (select coalesce(json_agg(json_build_object('at', v.at, 'outcome', v.outcome) order by v.id), '[]')
        from ledger.verification v) as kept,
      (select coalesce(json_agg(e.body order by e.sequence), '[]')
        from ledger.entry e where e.resource = 'ledger.verification') as told,
      (select coalesce(string_agg(n.told, E'\\n'), '')
        from ledger.entering n where n.told like '%ledger.verification%') as entering`.execute(db);
  return rows[0] ?? { kept: [], told: [], entering: '' };
}
