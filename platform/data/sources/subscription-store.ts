import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** What a broker was last asked for, and how far its stream was heard. It holds for that broker alone: `place`. */
export interface Subscription {
  readonly topics: readonly string[];
  /** When the stream and the consumer were made that were heard. */
  readonly streamMade: string | null;
  readonly consumerMade: string | null;
  /** The highest sequence that is kept here or was not for us. */
  readonly heard: number | null;
}

interface At {
  readonly source: string;
  readonly place: string;
}

/** @returns undefined when this broker was not asked last */
export async function findSubscription(db: Db, { source, place }: At): Promise<Subscription | undefined> {
  const { rows } = await sql<Subscription>`
    select topics, stream_made as "streamMade", consumer_made as "consumerMade", heard::float8 as heard
    from sources.subscription where source = ${source} and place = ${place}`.execute(db);
  return rows[0];
}

/** Notes what is asked for now; what is said of another broker no longer holds. */
export async function putSubscription(db: Db, { source, place }: At, now: Subscription): Promise<void> {
  await sql`insert into sources.subscription (source, place, topics, stream_made, consumer_made, heard)
    values (${source}, ${place}, ${JSON.stringify(now.topics)}::jsonb, ${now.streamMade}, ${now.consumerMade}, ${now.heard})
    on conflict (source) do update set place = excluded.place, topics = excluded.topics,
      stream_made = excluded.stream_made, consumer_made = excluded.consumer_made, heard = excluded.heard`.execute(
    db,
  );
}

/** A stream was heard up to here. */
export async function putHeard(db: Db, { source, place }: At, heard: number): Promise<void> {
  await sql`update sources.subscription set heard = greatest(heard, ${heard})
    where source = ${source} and place = ${place}`.execute(db);
}
