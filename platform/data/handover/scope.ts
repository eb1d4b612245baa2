import { scopeOf } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { HandOver } from './records.ts';
import { findHandOver, lockHandOver, type HandOverRow } from './store.ts';
import { texts } from './texts.ts';

function within({ actor }: Context, permission: string, row: HandOverRow): boolean {
  const scope = scopeOf(actor, permission);
  if (scope === 'city') return true;
  return scope === 'department' && [row.owner, row.desk].includes(actor.organisation ?? '');
}

type Find = (db: Db, number: string) => Promise<HandOverRow | undefined>;

const found =
  (find: Find) =>
  async (context: Context, db: Db, number: string, permission: string): Promise<HandOverRow> => {
    const row = await find(db, number);
    if (!row || !within(context, permission, row)) throw notFound(texts.handOver, number);
    return row;
  };

/** A hand-over within the actor's scope; outside it, it is not there. @throws Problem 404 */
export const handOverFor = found(findHandOver);

/** The same, held for the rest of the transaction. @throws Problem 404 */
export const heldHandOver = found(lockHandOver);

/** What the module itself writes of a hand-over. */
export async function note(
  context: Context,
  tx: Db,
  change: { readonly number: string } & Readonly<Record<string, unknown>>,
  basis: string,
): Promise<void> {
  await writeRows(context, tx, HandOver, [change], { source: 'handover', basis });
}
