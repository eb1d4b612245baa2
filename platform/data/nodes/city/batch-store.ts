import { sql } from 'kysely';
import type { Db } from '#kernel/db';

export interface SentBatch {
  readonly node: string;
  readonly channel: string;
  readonly sequence: number;
  readonly name: string;
}

/** The envelopes that became a batch. */
export async function envelopesOfBatch(db: Db, batch: string): Promise<SentBatch[]> {
  const { rows } = await sql<SentBatch>`
    select node, channel, sequence, header->>'name' as name from nodes.envelope
    where outcome->>'batch' = ${batch} order by node, channel, sequence`.execute(db);
  return rows;
}

/** Notes that the node is told of the check. @returns whether it was not told before */
export async function claimTelling(tx: Db, { node, channel, sequence }: SentBatch): Promise<boolean> {
  const { numAffectedRows } = await sql`update nodes.envelope set outcome = outcome || '{"told": true}'::jsonb
    where node = ${node} and channel = ${channel} and sequence = ${sequence} and outcome->>'told' is null`.execute(
    tx,
  );
  return Number(numAffectedRows ?? 0) === 1;
}
