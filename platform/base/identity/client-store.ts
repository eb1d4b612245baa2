import { sql } from 'kysely';
import { askingTogether, type Db } from '#kernel/db';
import type { Client } from './contract.ts';
import { tables } from './tables.ts';

const columns = [
  'id',
  'name',
  'organisation',
  'grants',
  'created_at as createdAt',
  'created_by as createdBy',
  'expires_at as expiresAt',
  'used_at as usedAt',
  'revoked_at as revokedAt',
] as const;

export interface NewClient {
  readonly id: string;
  readonly name: string;
  readonly organisation: string | null;
  readonly secretDigest: string;
  readonly grants: readonly string[];
  readonly createdAt: string;
  readonly createdBy: string;
  readonly expiresAt: string | null;
}

export async function insertClient(tx: Db, client: NewClient): Promise<void> {
  const { id, name, organisation } = client;
  await tables(tx)
    .insertInto('identity.client')
    .values({
      id,
      name,
      organisation,
      secret_digest: client.secretDigest,
      grants: [...client.grants],
      created_at: client.createdAt,
      created_by: client.createdBy,
      expires_at: client.expiresAt,
    })
    .execute();
}

type WithSecret = Client & { readonly secretDigest: string };

const together = askingTogether(
  async (db: Db, ids: readonly string[]): Promise<(WithSecret | undefined)[]> => {
    const rows = await tables(db)
      .selectFrom('identity.client')
      .select([...columns, 'secret_digest as secretDigest'])
      .where('id', 'in', [...new Set(ids)])
      .execute();
    const found = new Map(rows.map((row) => [row.id, row]));
    return ids.map((id) => found.get(id));
  },
  { lanes: 1, most: 200 },
);

/** Asked with every request of a program: of those that come at once together. */
export const findClient = (db: Db, id: string): Promise<WithSecret | undefined> => together(db, id);

export const findClients = (db: Db): Promise<Client[]> =>
  tables(db)
    .selectFrom('identity.client')
    .select(columns)
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(500)
    .execute();

export async function markUsed(db: Db, id: string, at: string): Promise<void> {
  await tables(db).updateTable('identity.client').set({ used_at: at }).where('id', '=', id).execute();
}

/** Revoked once is revoked for good; the first time stands. */
export const revoke = (tx: Db, id: string, at: string): Promise<Client | undefined> =>
  tables(tx)
    .updateTable('identity.client')
    .set((row) => ({ revoked_at: row.fn.coalesce('revoked_at', row.val(at)) }))
    .where('id', '=', id)
    .returning(columns)
    .executeTakeFirst();

/** The account of whoever made a program: an API client, or an application that acts in its own name. */
export async function findMaker(db: Db, id: string): Promise<string | undefined> {
  const { rows } = await sql<{ account: string }>`
    select a.account from identity.account a join (
      select created_by from identity.client where id = ${id}
      union all select created_by from identity.application where id = ${id}) made on made.created_by = a.id`.execute(
    db,
  );
  return rows[0]?.account;
}
