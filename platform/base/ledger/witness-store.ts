import { sql, type RawBuilder } from 'kysely';
import { oneAtATime, type Db } from '#kernel/db';
import type { Head } from './head.ts';

const witnessed = (condition: RawBuilder<unknown>): RawBuilder<Head> => sql<Head>`
  select size, encode(root, 'hex') as root, at, key, signature from ledger.witnessed ${condition}`;

/** The last heads that were taken of a log, the largest first. */
export const findWitnessed = async (db: Db, key: string, most: number): Promise<Head[]> =>
  (await witnessed(sql`where key = ${key} and not contradicts order by size desc limit ${most}`).execute(db))
    .rows;

export const findWitnessedOfSize = async (db: Db, key: string, size: number): Promise<Head | undefined> =>
  (await witnessed(sql`where key = ${key} and size = ${size} and not contradicts`).execute(db)).rows[0];

/** One writer of a log at a time. */
export async function lockLog(tx: Db, key: string): Promise<void> {
  await oneAtATime(tx, `ledger.witnessed ${key}`);
}

export async function insertWitnessed(
  tx: Db,
  head: Head,
  more: { readonly receivedAt: string; readonly contradicts: boolean },
): Promise<void> {
  await sql`insert into ledger.witnessed (key, size, root, at, signature, received_at, contradicts)
    values (${head.key}, ${head.size}, ${Buffer.from(head.root, 'hex')}, ${head.at}, ${head.signature},
      ${more.receivedAt}, ${more.contradicts})
    on conflict do nothing`.execute(tx);
}

export interface ReceiptRow {
  readonly witness: string;
  readonly size: number;
  readonly at: string;
  readonly key: string;
  readonly signature: string;
}

export async function insertReceipt(db: Db, receipt: ReceiptRow): Promise<void> {
  const { witness, size, at, key, signature } = receipt;
  await sql`insert into ledger.receipt (witness, size, at, key, signature)
    values (${witness}, ${size}, ${at}, ${key}, ${signature}) on conflict do nothing`.execute(db);
}

/** The last receipt of each witness. */
export async function findReceipts(db: Db): Promise<ReceiptRow[]> {
  const { rows } = await sql<ReceiptRow>`
    select distinct on (witness) witness, size, at, key, signature from ledger.receipt
    order by witness, size desc`.execute(db);
  return rows;
}
