import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { personNow } from './alias-store.ts';
import { mergePersons } from './merge.ts';

/**
 * Makes two registered persons one of whom two people found that they are, in the transaction given.
 * @returns whose the ids are now
 * @throws Problem as `checkMerge`
 */
export async function mergeFound(
  context: Context,
  tx: Db,
  of: {
    readonly person: string;
    readonly other: string;
    readonly decidedBy: readonly string[];
    readonly reason: string;
  },
): Promise<string> {
  const person = await personNow(tx, of.person);
  const other = await personNow(tx, of.other);
  // Made one in the register meanwhile, what was found is so already.
  if (person !== other) await mergePersons(context, tx, { ...of, person, other, decision: null });
  return person;
}
