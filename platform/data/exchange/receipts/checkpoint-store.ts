import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface CheckpointRow {
  readonly number: number;
  readonly first: number;
  readonly last: number;
  readonly body: string;
  readonly digest: string;
  readonly signature: string;
}

const columns = sql`number::int as number, first_batch::int as first, last_batch::int as last, body, digest, signature`;

export async function newestCheckpoint(db: Db): Promise<CheckpointRow | undefined> {
  const { rows } = await sql<CheckpointRow>`
    select ${columns} from exchange.checkpoint order by number desc limit 1`.execute(db);
  return rows[0];
}

/** The checkpoint under which a batch stands; undefined until one was made after it. */
export async function checkpointOf(db: Db, batch: number): Promise<CheckpointRow | undefined> {
  const { rows } = await sql<CheckpointRow>`
    select ${columns} from exchange.checkpoint where last_batch >= ${batch} order by last_batch limit 1`.execute(
    db,
  );
  return rows[0];
}

export async function insertCheckpoint(tx: Db, row: CheckpointRow): Promise<void> {
  const { number, first, last, body, digest, signature } = row;
  await sql`insert into exchange.checkpoint (number, first_batch, last_batch, body, digest, signature)
    values (${number}, ${first}, ${last}, ${body}, ${digest}, ${signature})`.execute(tx);
}

/** Digests of heads as they were kept, in their order, both ends included. */
export async function findDigests(db: Db, first: number, last: number): Promise<string[]> {
  const { rows } = await sql<{ digest: string }>`
    select digest from exchange.receipt_head
    where batch between ${first} and ${last} order by batch`.execute(db);
  return rows.map(({ digest }) => digest);
}

/** All, the first first. */
export async function findCheckpoints(db: Db): Promise<CheckpointRow[]> {
  const { rows } =
    await sql<CheckpointRow>`select ${columns} from exchange.checkpoint order by number`.execute(db);
  return rows;
}
