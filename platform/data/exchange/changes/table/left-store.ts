import { sql } from 'kysely';
import type { Db } from '#kernel/db';

/** A consumer's table from which rows are still to be deleted. */
export interface LeftTable {
  readonly agreement: string;
  /** The turn by which nothing is written there any longer. */
  readonly turn: number;
  readonly url: string;
  /** Sealed. */
  readonly secret: string;
  readonly leftAt: string;
  readonly failures: number;
  readonly problem: string | null;
}
type Key = Pick<LeftTable, 'agreement' | 'turn'>;

const columns = sql`agreement, turn, url, secret, left_at as "leftAt", failures, problem`;

export async function putLeft(
  tx: Db,
  { agreement, turn, url, secret, leftAt }: Omit<LeftTable, 'failures' | 'problem'>,
): Promise<void> {
  await sql`insert into exchange.left_table (agreement, turn, url, secret, left_at)
    values (${agreement}, ${turn}, ${url}, ${secret}, ${leftAt})`.execute(tx);
}

export async function findLeft(db: Db, { agreement, turn }: Key): Promise<LeftTable | undefined> {
  const { rows } = await sql<LeftTable>`
    select ${columns} from exchange.left_table where agreement = ${agreement} and turn = ${turn}`.execute(db);
  return rows[0];
}

/** Those of an agreement, or all when null. */
export async function listLeft(db: Db, agreement: string | null): Promise<LeftTable[]> {
  const { rows } = await sql<LeftTable>`
    select ${columns} from exchange.left_table where agreement = ${agreement} or ${agreement}::text is null
    order by left_at, agreement, turn limit 1000`.execute(db);
  return rows;
}

export async function noteLeft(db: Db, { agreement, turn }: Key, problem: string): Promise<void> {
  await sql`update exchange.left_table set failures = failures + 1, problem = ${problem}
    where agreement = ${agreement} and turn = ${turn}`.execute(db);
}

/** @returns whether none of the agreement is left */
export async function dropLeft(tx: Db, { agreement, turn }: Key): Promise<boolean> {
  await sql`delete from exchange.left_table where agreement = ${agreement} and turn = ${turn}`.execute(tx);
  const { rows } = await sql`select from exchange.left_table where agreement = ${agreement} limit 1`.execute(
    tx,
  );
  return rows.length === 0;
}
