import type { Db } from '#kernel/db';
import type { Colleague } from './store.ts';
import { tables } from './tables.ts';

/** Who holds one of some roles in an organisation, by name: its leaders, the people of a pool. */
export async function findHolders(
  db: Db,
  organisation: string,
  roles: readonly string[],
): Promise<Colleague[]> {
  if (roles.length === 0) return [];
  return tables(db)
    .selectFrom('identity.account as a')
    .innerJoin('identity.post as p', 'p.account', 'a.account')
    .select(['a.id', 'a.name'])
    .distinct()
    .where('p.organisation', '=', organisation)
    .where('p.role', 'in', [...roles])
    .where('p.withdrawn_at', 'is', null)
    .where('a.withdrawn_at', 'is', null)
    .where('a.suspended', '=', false)
    .orderBy('a.name')
    .execute();
}

/** The id under which whoever holds a post acts; undefined when nobody may act in it. */
export async function findPostHolder(db: Db, post: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('identity.account as a')
    .innerJoin('identity.post as p', 'p.account', 'a.account')
    .select('a.id')
    .where('p.code', '=', post)
    .where('p.withdrawn_at', 'is', null)
    .where('a.withdrawn_at', 'is', null)
    .where('a.suspended', '=', false)
    .executeTakeFirst();
  return row?.id;
}

/** Roles that a person, by the id under which they act, holds in an organisation. */
export async function rolesHeld(db: Db, id: string, organisation: string): Promise<string[]> {
  const rows = await tables(db)
    .selectFrom('identity.account as a')
    .innerJoin('identity.post as p', 'p.account', 'a.account')
    .select('p.role')
    .distinct()
    .where('a.id', '=', id)
    .where('p.organisation', '=', organisation)
    .where('p.withdrawn_at', 'is', null)
    .orderBy('p.role')
    .execute();
  return rows.map(({ role }) => role);
}
