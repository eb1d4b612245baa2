import { sql } from 'kysely';
import type { Db } from '#kernel/db';
import type { Manifest } from './manifest.ts';
import { quotedName } from './tables-store.ts';

const execute = (tx: Db, text: string): Promise<unknown> => sql.raw(text).execute(tx);

/** `schema.table` as SQL writes it. */
export const quotedTable = (table: string): string => {
  const [schema = '', ...name] = table.split('.');
  return quotedName({ schema, name: name.join('.') });
};

/** Triggers of the tables' own rest while rows come in that have been through them once. @param names quoted */
export async function withoutTriggers(
  tx: Db,
  names: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  for (const name of names) await execute(tx, `alter table ${name} disable trigger user`);
  await work();
  for (const name of names) await execute(tx, `alter table ${name} enable trigger user`);
}

/** Makes the parts of tables that no migration makes. */
export async function makePartitions(tx: Db, partitions: Manifest['partitions']): Promise<void> {
  for (const { table, parent, bound } of partitions)
    await execute(
      tx,
      `create table if not exists ${quotedTable(table)} partition of ${quotedTable(parent)} ${bound}`,
    );
}

/** Takes out what migrations put in. @param names quoted */
export const empty = (tx: Db, names: readonly string[]): Promise<unknown> =>
  execute(tx, `truncate ${names.join(', ')}`);

export const analyze = (tx: Db): Promise<unknown> => execute(tx, 'analyze');

export async function setSequences(tx: Db, sequences: Manifest['sequences']): Promise<void> {
  for (const { sequence, last } of sequences)
    await sql`select setval(${sequence}::regclass, ${last ?? '1'}::bigint, ${last !== null})`.execute(tx);
}
