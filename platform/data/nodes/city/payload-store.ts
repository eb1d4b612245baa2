import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** That a node has sent these bytes itself: knowing the name of another's file is not having it. */
export async function putPayload(
  db: Db,
  payload: { readonly node: string; readonly digest: string; readonly bytes: number; readonly at: string },
): Promise<void> {
  const { node, digest, bytes, at } = payload;
  await sql`insert into nodes.payload (node, digest, bytes, at) values (${node}, ${digest}, ${bytes}, ${at})
    on conflict do nothing`.execute(db);
}

export async function hasPayload(db: Db, node: string, digest: string): Promise<boolean> {
  const { rows } = await sql`select 1 from nodes.payload where node = ${node} and digest = ${digest}`.execute(
    db,
  );
  return rows.length > 0;
}

const isSettled = (before: string) => sql<boolean>`p.at < ${before}
  and not exists (select from nodes.envelope e where e.node = p.node and e.header->>'payload' = p.digest
    and (e.at >= ${before} or e.state not in ('done', 'refused')))`;

/** Contents that came before an instant, and all of whose envelopes were worked on before it, or refused. */
export async function settledPayloads(
  db: Db,
  before: string,
  most: number,
): Promise<{ readonly node: string; readonly digest: string }[]> {
  const { rows } = await sql<{ node: string; digest: string }>`
    select p.node, p.digest from nodes.payload p
    where ${isSettled(before)} order by p.at limit ${most}`.execute(db);
  return rows;
}

/**
 * Forgets that a node sent these bytes, unless it has spoken of them again meanwhile; its lock is held.
 * @returns whether it did
 */
export async function dropPayload(
  tx: Db,
  { node, digest }: { readonly node: string; readonly digest: string },
  before: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from nodes.payload p where p.node = ${node} and p.digest = ${digest} and ${isSettled(before)}`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0) > 0;
}

/** Whether any node has these bytes here still. */
export async function isHeldByAnother(db: Db, digest: string): Promise<boolean> {
  const { rows } = await sql`select 1 from nodes.payload where digest = ${digest} limit 1`.execute(db);
  return rows.length > 0;
}
