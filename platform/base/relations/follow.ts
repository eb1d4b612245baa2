import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import { followParty, returnParty } from '#platform/base/tasks';
import { Relation } from './records.ts';
import { aliveOf, madeFor } from './subject-store.ts';

interface Moving {
  readonly from: string;
  readonly to: string;
}

const move = async (context: Context, tx: Db, ids: readonly string[], to: string): Promise<void> => {
  await writeRows(
    context,
    tx,
    Relation,
    ids.map((id) => ({ id, subject: to })),
    { source: 'relations:subject-moved', basis: 'relations:subject-moved' },
  );
};

/**
 * What stands or waits about one whose key leads to another's now stands for the other, in the transaction given; where the
 * very same stands for the other already it stays where it is.
 */
export async function followSubject(context: Context, tx: Db, { from, to }: Moving): Promise<void> {
  await move(context, tx, await aliveOf(tx, from, to), to);
  await followParty(tx, { from, to });
}

/** What was made for one whose key stands by itself again is theirs again. */
export async function returnSubject(context: Context, tx: Db, { from, to }: Moving): Promise<void> {
  await move(context, tx, await madeFor(tx, from, to), to);
  await returnParty(tx, { from, to });
}
