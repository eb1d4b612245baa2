import { sql, type RawBuilder } from 'kysely';
import type { Db } from '#kernel/db';

export interface FoundAt {
  readonly id: string;
  readonly name: string;
  readonly address: string;
  readonly simulated: boolean;
}

/** Entities of a register at one of these addresses, of those that `within` lets the asker see. */
export async function findAtAddresses(
  db: Db,
  table: 'registers.person' | 'registers.company',
  asked: {
    readonly codes: readonly string[];
    readonly limit: number;
    /** Undefined: all of them. */
    readonly within: RawBuilder<unknown> | undefined;
  },
): Promise<FoundAt[]> {
  const { rows } = await sql<FoundAt>`
    select t.id, t.name, t.address_code as address, t.simulated from ${sql.table(table)} t
    where t.withdrawn_at is null and t.address_code = any(${sql.val([...asked.codes])}::text[]) and ${asked.within ?? sql`true`}
    order by t.address_code, t.id limit ${asked.limit}`.execute(db);
  return rows;
}
