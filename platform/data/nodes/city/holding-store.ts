import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface Holding {
  readonly agreement: string;
  readonly state: 'held' | 'deleted';
  readonly rows: number;
  readonly digest: string;
  readonly at: string;
  readonly leasedUntil: string | null;
}

export async function putHolding(tx: Db, node: string, held: Omit<Holding, 'leasedUntil'>): Promise<void> {
  const { agreement, state, rows, digest, at } = held;
  await sql`insert into nodes.holding (node, agreement, state, rows, digest, at)
    values (${node}, ${agreement}, ${state}, ${rows}, ${digest}, ${at})
    on conflict (node, agreement) do update set state = excluded.state, rows = excluded.rows,
      digest = excluded.digest, at = excluded.at,
      leased_until = case when excluded.state = 'held' then nodes.holding.leased_until end`.execute(tx);
}

/** How long a node may go on serving, as it says. */
export async function noteLease(
  db: Db,
  node: string,
  agreement: string,
  until: string | null,
): Promise<void> {
  await sql`update nodes.holding set leased_until = ${until}
    where node = ${node} and agreement = ${agreement} and state = 'held'`.execute(db);
}

export async function holdingsOf(db: Db, node: string): Promise<Holding[]> {
  const { rows } = await sql<Holding>`
    select agreement, state, rows, digest, at, leased_until as "leasedUntil" from nodes.holding
    where node = ${node} order by agreement`.execute(db);
  return rows;
}

/** Those of these agreements by which this organisation may read no more on that day. */
export async function overAmong(
  db: Db,
  consumer: string,
  agreements: readonly string[],
  day: string,
): Promise<string[]> {
  if (agreements.length === 0) return [];
  const { rows } = await sql<{ id: string }>`
    select asked.id from unnest(${agreements}::text[]) asked (id)
      left join exchange.agreement_v1 a on a.id = asked.id and a.consumer = ${consumer}
    where (a.state = 'in-force' and ${day}::date between a.period_from and a.period_until) is not true`.execute(
    db,
  );
  return rows.map(({ id }) => id);
}
