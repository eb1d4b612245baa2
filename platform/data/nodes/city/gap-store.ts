import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Gap {
  readonly channel: string;
  readonly from: number;
  readonly to: number;
  readonly seenAt: string;
  readonly closedAt: string | null;
}

export async function putGap(
  tx: Db,
  gap: { readonly node: string; readonly channel: string; readonly from: number; readonly to: number },
  at: string,
): Promise<void> {
  const { node, channel, from, to } = gap;
  await sql`insert into nodes.gap (node, channel, from_sequence, to_sequence, seen_at)
    values (${node}, ${channel}, ${from}, ${to}, ${at})
    on conflict (node, channel, from_sequence) do update
      set to_sequence = greatest(nodes.gap.to_sequence, excluded.to_sequence), closed_at = null`.execute(tx);
}

/** What has come is missing no longer; of what has come in part the rest is. */
export async function noteTaken(
  tx: Db,
  { node, channel }: { readonly node: string; readonly channel: string },
  sequence: number,
  at: Date,
): Promise<void> {
  await sql`update nodes.gap set closed_at = ${at.toISOString()}
    where node = ${node} and channel = ${channel} and closed_at is null and to_sequence <= ${sequence}`.execute(
    tx,
  );
}

export async function gapsOf(db: Db, node: string): Promise<Gap[]> {
  const { rows } = await sql<Gap>`
    select channel, from_sequence as "from", to_sequence as "to", seen_at as "seenAt", closed_at as "closedAt"
    from nodes.gap where node = ${node} order by closed_at is not null, seen_at desc limit 100`.execute(db);
  return rows;
}
