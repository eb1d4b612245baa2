import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface KeyRow {
  readonly id: string;
  readonly node: string;
  readonly key: string;
  readonly since: string;
  readonly until: string;
  readonly revokedAt: string | null;
}

const columns = sql`id, node, key, since, until, revoked_at as "revokedAt"`;

/** Name of a key in signatures: the first half of its digest. */
export const keyId = (key: string): string => createHash('sha256').update(key).digest('hex').slice(0, 32);

export async function findKey(db: Db, id: string): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`select ${columns} from nodes.key where id = ${id}`.execute(db);
  return rows[0];
}

/** All keys that a node ever had: what it signed with one of them stays signed. */
export async function keysOf(db: Db, node: string): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select ${columns} from nodes.key where node = ${node} order by since desc`.execute(db);
  return rows;
}

/** A key that is there already keeps its time. */
export async function putKey(tx: Db, row: Pick<KeyRow, 'node' | 'key' | 'since' | 'until'>): Promise<void> {
  const { node, key, since, until } = row;
  await sql`insert into nodes.key (id, node, key, since, until)
    values (${keyId(key)}, ${node}, ${key}, ${since}, ${until}) on conflict do nothing`.execute(tx);
  await sql`update nodes.node set key_until = (
      select max(until) from nodes.key where node = ${node} and revoked_at is null) where code = ${node}`.execute(
    tx,
  );
}

/** Ends keys of a node; all when none is to stay. */
export async function revokeKeys(tx: Db, node: string, at: string, but?: string): Promise<void> {
  await sql`update nodes.key set revoked_at = ${at}
    where node = ${node} and revoked_at is null and id <> ${but ?? ''}`.execute(tx);
}

/** @returns whether the request is new */
export async function useNonce(db: Db, key: string, nonce: string, at: string): Promise<boolean> {
  const { numAffectedRows } =
    await sql`insert into nodes.nonce (key, nonce, at) values (${key}, ${nonce}, ${at})
    on conflict do nothing`.execute(db);
  return Number(numAffectedRows ?? 0) === 1;
}

export async function forgetNonces(db: Db, before: string): Promise<number> {
  const { numAffectedRows } = await sql`delete from nodes.nonce where at < ${before}`.execute(db);
  return Number(numAffectedRows ?? 0);
}
