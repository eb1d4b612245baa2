import { sql } from 'kysely';
import type { Db } from './store.ts';

/**
 * Whoever asks for the same key waits until the transaction before has ended: for what no row stands for yet.
 * @param key with the module's name before it: `grants.applicant:913302…`
 */
export async function oneAtATime(tx: Db, key: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx);
}
