import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { readRow } from '#kernel/record-server';
import { followSubject } from '#platform/base/relations';
import { registersLock } from '../golden-row.ts';
import { reckonAgain } from '../households/keep.ts';
import { Person } from '../records.ts';
import { followPeople } from './follow.ts';
import { personMerged } from './events.ts';
import { retire } from './retire-store.ts';
import * as store from './sides-store.ts';
import { tellRegister } from './tell.ts';
import { texts } from './texts.ts';
import { asSide, writeUnited } from './unite.ts';

/** Two persons of whom people found that they are one. */
export interface Merging {
  /** Whose id stays. */
  readonly person: string;
  /** Whose id leads to it from now on. */
  readonly other: string;
  /** Key of the decision; null when it was a row without a number that people recognised. */
  readonly decision: string | null;
  readonly decidedBy: readonly string[];
  readonly reason: string;
}

/** @throws Problem 409 `registers.person-moved` for one who is not in the register (any more) */
async function standing(context: Context, tx: Db, id: string) {
  const row = await readRow(context, tx, Person, id);
  if (!row) throw new Problem(409, 'registers.person-moved', texts.moved);
  return row;
}

/**
 * Whether these two can be made one, the first id staying.
 * @throws Problem 422 `registers.same-person`, `registers.number-stays`, `registers.simulated-and-real`; 409 `registers.person-moved`
 */
export async function checkMerge(
  context: Context,
  tx: Db,
  { person, other }: Pick<Merging, 'person' | 'other'>,
): Promise<void> {
  if (person === other) throw new Problem(422, 'registers.same-person', texts.same);
  const [stays, goes] = [await standing(context, tx, person), await standing(context, tx, other)];
  if (stays.provisional && !goes.provisional)
    throw new Problem(422, 'registers.number-stays', texts.numberStays);
  if (stays.meta.simulated !== goes.meta.simulated)
    throw new Problem(422, 'registers.simulated-and-real', texts.simulatedAndReal);
}

/**
 * Makes two persons one, in the transaction given: the rows, movements and households of both are the first's, its values
 * are reckoned anew from both sides, the other's id leads to it. Each side stays known by itself.
 * @throws Problem as `checkMerge`
 */
export async function mergePersons(context: Context, tx: Db, merging: Merging): Promise<void> {
  const { person, other, decision, decidedBy, reason } = merging;
  await oneAtATime(tx, registersLock);
  await checkMerge(context, tx, merging);
  await asSide(tx, person);
  await asSide(tx, other);
  await store.joinMembers(tx, person, other);
  const sides = await store.sidesOf(tx, [other]);
  await store.giveSides(
    tx,
    sides.map(({ id }) => id),
    person,
  );
  const source = `registers:merge:${decision ?? 'linkage'}`;
  const now = context.clock.now().toISOString();
  await retire(tx, { id: other, into: person, now, by: context.actor.id, source, reason });
  await tellRegister(context, tx, { keys: [other], source, basis: source });
  await writeUnited(context, tx, [person], { source, basis: source });
  await reckonAgain(context, tx, [person, other]);
  await followPeople(context, tx, person);
  await followSubject(context, tx, { from: other, to: person });
  await context.emit(tx, personMerged, {
    key: person,
    payload: { person, other, decision, decidedBy: [...decidedBy] },
  });
}
