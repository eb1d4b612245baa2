import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What a node says that it has sent along a channel: the number of the last, and by its link everything up to it. */
export interface Statement {
  readonly node: string;
  readonly channel: string;
  readonly sequence: number;
  readonly link: string;
  readonly bytes: number;
  readonly at: string;
}

export async function putStatement(db: Db, statement: Statement): Promise<void> {
  const { node, channel, sequence, link, bytes, at } = statement;
  await sql`insert into nodes.statement (node, channel, sequence, link, bytes, at)
    values (${node}, ${channel}, ${sequence}, ${link}, ${bytes}, ${at})
    on conflict (node, channel) do update set sequence = excluded.sequence, link = excluded.link,
      bytes = excluded.bytes, at = excluded.at`.execute(db);
}

/** A channel with what was said of it and what is here. */
export interface Reconciled {
  readonly channel: string;
  /** By the node's last word; null when it said nothing yet. */
  readonly sent: number | null;
  readonly sentBytes: number | null;
  readonly saidAt: string | null;
  readonly taken: number;
  readonly takenBytes: number;
  readonly acknowledged: number;
  /** The digests of both logs, where both have the envelope: null while it cannot be said. */
  readonly agrees: boolean | null;
  readonly done: number;
  readonly refused: number;
  readonly lastAt: string | null;
}

export async function reconciliation(db: Db, node: string): Promise<Reconciled[]> {
  const { rows } = await sql<Reconciled>`
    select coalesce(c.channel, s.channel) as channel, s.sequence as sent, s.bytes as "sentBytes", s.at as "saidAt",
      coalesce(c.sequence, 0) as taken, coalesce(e.bytes, 0)::bigint as "takenBytes",
      coalesce(c.acknowledged, 0) as acknowledged, coalesce(e.done, 0)::int as done,
      coalesce(e.refused, 0)::int as refused, e.last_at as "lastAt",
      case when s.channel is null then null
        when s.sequence = 0 then c.channel is null or c.sequence = 0
        when s.sequence > coalesce(c.sequence, 0) then null
        else exists (select from nodes.envelope x
          where x.node = ${node} and x.channel = s.channel and x.sequence = s.sequence and x.link = s.link) end as agrees
    from (select * from nodes.channel where node = ${node}) c
    full join (select * from nodes.statement where node = ${node}) s on s.channel = c.channel
    left join (
      select channel, sum((header->>'bytes')::bigint) as bytes, max(at) as last_at,
        count(*) filter (where state = 'done') as done, count(*) filter (where state = 'refused') as refused
      from nodes.envelope where node = ${node} group by channel) e on e.channel = coalesce(c.channel, s.channel)
    order by 1`.execute(db);
  return rows;
}
