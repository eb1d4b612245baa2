import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { Person } from '../records.ts';
import { mergedInto } from './alias-store.ts';
import type { Splitting } from './split.ts';
import { texts } from './texts.ts';

/**
 * Whether this person can be parted so now.
 * @throws Problem 409 `registers.person-moved`, when the person is not in the register or the other does not lead to them
 * @throws Problem 422 `registers.nothing-to-part`, when a new person is to be made of no rows
 */
export async function checkSplit(
  context: Context,
  tx: Db,
  { person, other, moves }: Pick<Splitting, 'person' | 'other' | 'moves'>,
): Promise<{ simulated: boolean }> {
  const row = await readRow(context, tx, Person, person);
  if (!row || (other !== null && (await mergedInto(tx, other)) !== person))
    throw new Problem(409, 'registers.person-moved', texts.moved);
  if (other === null && !moves.some(({ to }) => to === 'other'))
    throw new Problem(422, 'registers.nothing-to-part', texts.nothingToPart);
  return { simulated: row.meta.simulated };
}
