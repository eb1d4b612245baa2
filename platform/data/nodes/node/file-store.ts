import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** A file of a watched folder that became an envelope. */
export interface SeenFile {
  readonly mark: string;
  readonly channel: string;
  readonly sequence: number;
  /** Its name in the folder of those that wait; null once it has gone on. `mark` is the dataset with it. */
  readonly path: string | null;
}

export async function putSeen(
  tx: Db,
  { mark, channel, sequence, path }: SeenFile,
  at: string,
): Promise<void> {
  await sql`insert into nodes.seen_file (mark, channel, sequence, path, at)
    values (${mark}, ${channel}, ${sequence}, ${path}, ${at})`.execute(tx);
}

export async function waitingFiles(db: Db, channel?: string, upTo?: number): Promise<SeenFile[]> {
  const { rows } = await sql<SeenFile>`
    select mark, channel, sequence, path from nodes.seen_file
    where path is not null and (${channel ?? null}::text is null or channel = ${channel ?? null})
      and (${upTo ?? null}::bigint is null or sequence <= ${upTo ?? null})`.execute(db);
  return rows;
}

export async function goneOn(db: Db, mark: string): Promise<void> {
  await sql`update nodes.seen_file set path = null where mark = ${mark}`.execute(db);
}

/** Bytes of all that was ever sent along each channel up, and how many envelopes have no receipt. */
export async function sentSoFar(
  db: Db,
  node: string,
): Promise<{ readonly channel: string; readonly bytes: number; readonly waiting: number }[]> {
  const { rows } = await sql<{ channel: string; bytes: number; waiting: number }>`
    select c.channel, coalesce(sum((e.header->>'bytes')::bigint), 0)::bigint as bytes,
      count(*) filter (where e.sequence > c.acknowledged)::int as waiting
    from nodes.channel c left join nodes.envelope e on e.node = c.node and e.channel = c.channel
    where c.node = ${node} and starts_with(c.channel, 'up/') group by c.channel`.execute(db);
  return rows;
}
