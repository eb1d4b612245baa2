import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Suite } from '#engines/crypto-suite';

export interface KeyRow {
  readonly suite: Suite;
  /** Raw, base64url. */
  readonly key: string;
  readonly since: string;
}

export async function putSigningKey(db: Db, { suite, key, since }: KeyRow): Promise<void> {
  await sql`insert into exchange.signing_key (suite, key, since) values (${suite}, ${key}, ${since})
    on conflict do nothing`.execute(db);
}

export async function listSigningKeys(db: Db): Promise<KeyRow[]> {
  const { rows } = await sql<KeyRow>`
    select suite, key, since from exchange.signing_key order by since, key`.execute(db);
  return rows;
}

export interface ConsumerKeyRow extends KeyRow {
  readonly organisation: string;
  readonly client: string;
  readonly until: string | null;
}

export async function listConsumerKeys(db: Db): Promise<ConsumerKeyRow[]> {
  const { rows } = await sql<ConsumerKeyRow>`
    select organisation, client, suite, key, since, until from exchange.consumer_key order by organisation, since, id`.execute(
    db,
  );
  return rows;
}

export async function findConsumerKey(db: Db, client: string): Promise<KeyRow | undefined> {
  const { rows } = await sql<KeyRow>`
    select suite, key, since from exchange.consumer_key where client = ${client} and until is null`.execute(
    db,
  );
  return rows[0];
}

/** The key of a client from now on; the one before keeps what it signed. */
export async function putConsumerKey(
  tx: Db,
  made: KeyRow & { readonly client: string; readonly organisation: string; readonly by: string },
): Promise<void> {
  const { client, organisation, suite, key, since, by } = made;
  await sql`update exchange.consumer_key set until = ${since} where client = ${client} and until is null`.execute(
    tx,
  );
  await sql`insert into exchange.consumer_key (client, organisation, suite, key, since, registered_by)
    values (${client}, ${organisation}, ${suite}, ${key}, ${since}, ${by})`.execute(tx);
}
