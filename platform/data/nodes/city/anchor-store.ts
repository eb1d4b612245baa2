import { sql } from 'kysely';
import type { Db } from '#kernel/db';

interface Moved {
  readonly node: string;
  readonly channel: string;
  readonly sequence: number;
  readonly link: string;
}

/** Channels whose newest head is not in the ledger yet. */
export async function movedChannels(tx: Db): Promise<Moved[]> {
  const { rows } = await sql<Moved>`
    select c.node, c.channel, c.sequence::int as sequence, c.link from nodes.channel c
    left join nodes.anchored a on a.node = c.node and a.channel = c.channel
    where c.sequence > 0 and a.link is distinct from c.link order by c.node, c.channel`.execute(tx);
  return rows;
}

export async function putAnchored(
  tx: Db,
  { node, channel, sequence, link }: Moved,
  at: string,
): Promise<void> {
  await sql`
    insert into nodes.anchored (node, channel, sequence, link, at)
    values (${node}, ${channel}, ${sequence}, ${link}, ${at})
    on conflict (node, channel) do update set sequence = excluded.sequence, link = excluded.link, at = excluded.at`.execute(
    tx,
  );
}
