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
