import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface NewTicket {
  readonly digest: string;
  readonly service: string;
  readonly system: string;
  readonly account: string;
  readonly there: string;
  readonly expiresAt: string;
}

/** Keeps a ticket; those of long ago go. */
export async function insertTicket(tx: Db, ticket: NewTicket): Promise<void> {
  const { digest, service, system, account, there, expiresAt } = ticket;
  await sql`insert into applications.ticket (digest, service, system, account, there, expires_at)
    values (${digest}, ${service}, ${system}, ${account}, ${there}, ${expiresAt})`.execute(tx);
  await sql`delete from applications.ticket where expires_at < ${expiresAt}::timestamptz - interval '1 day'`.execute(
    tx,
  );
}

export type UsedTicket = Pick<NewTicket, 'service' | 'system' | 'account' | 'there'>;

/** Takes a ticket for good: of two who show it at once one gets it. */
export async function useTicket(tx: Db, digest: string, now: string): Promise<UsedTicket | undefined> {
  const { rows } = await sql<UsedTicket>`
    update applications.ticket set used_at = ${now}
    where digest = ${digest} and used_at is null and expires_at > ${now}::timestamptz
    returning service, system, account, there`.execute(tx);
  return rows[0];
}
