import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Channel } from './rules.ts';

export interface SimulatedMessage {
  readonly reference: string;
  readonly channel: Channel;
  readonly address: string;
  readonly words: string;
  readonly at: string;
}

/** Messages sent before an instant of which the stand-in has told nothing yet. */
export async function takeUntold(tx: Db, before: string): Promise<SimulatedMessage[]> {
  const { rows } = await sql<SimulatedMessage>`
    update notifications.simulated_message m set told = true
    where m.reference in (
      select reference from notifications.simulated_message where not told and at <= ${before} order by at limit 200 for update skip locked)
    returning m.reference, m.channel, m.address, m.words, m.at`.execute(tx);
  return rows;
}

export async function findMessages(
  db: Db,
  asked: { readonly after?: { at: string; id: string } | undefined; readonly limit: number },
): Promise<(SimulatedMessage & { state: string })[]> {
  const after = asked.after
    ? sql`(m.at, m.reference) < (${asked.after.at}::timestamptz, ${asked.after.id})`
    : sql`true`;
  const { rows } = await sql<SimulatedMessage & { state: string }>`
    select m.reference, m.channel, m.address, m.words, m.at, a.state
    from notifications.simulated_message m
    join notifications.attempt a on a.reference = m.reference and a.channel = m.channel
    where ${after} order by m.at desc, m.reference desc limit ${asked.limit}`.execute(db);
  return rows;
}

export async function insertMessage(db: Db, message: SimulatedMessage): Promise<void> {
  const { reference, channel, address, words, at } = message;
  await sql`insert into notifications.simulated_message (reference, channel, address, words, at)
    values (${reference}, ${channel}, ${address}, ${words}, ${at}) on conflict (reference) do nothing`.execute(
    db,
  );
}
