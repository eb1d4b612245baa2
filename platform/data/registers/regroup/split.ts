import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import { returnSubject } from '#platform/base/relations';
import { goldenRow, registersLock } from '../golden-row.ts';
import { reckonAgain } from '../households/keep.ts';
import { newIds } from '../store.ts';
import { subjects } from '../subjects.ts';
import { idsOf } from './alias-store.ts';
import { goldenOf } from './deliveries.ts';
import { personSplit } from './events.ts';
import { followPeople } from './follow.ts';
import { checkSplit } from './split-check.ts';
import * as store from './sides-store.ts';
import { texts } from './texts.ts';
import { asSide, putSide, writeUnited } from './unite.ts';

const subject = subjects.person;

/** A row that is given to the other, or back to the person, although its side says otherwise. */
export interface Move {
  readonly dataset: string;
  readonly key: string;
  readonly to: 'person' | 'other';
}

export interface Splitting {
  readonly person: string;
  /** Id that leads to the person and stands by itself again; null for one who was never known by an own id. */
  readonly other: string | null;
  readonly moves: readonly Move[];
  readonly decision: string;
  readonly decidedBy: readonly string[];
}

/** Which sides go with the other, and which stay. */
interface Parting {
  readonly person: string;
  readonly other: string;
  readonly going: ReadonlySet<string>;
  readonly staying: ReadonlySet<string>;
}

/** Somebody who was never known by an own id: a side without a number, to which rows are given. */
async function newSide(tx: Db, person: string, simulated: boolean): Promise<string> {
  const [id] = await newIds(tx, 'PN', 1);
  if (id === undefined) throw new Error('no id was given');
  await putSide(tx, { id, person, simulated, golden: { values: {}, origins: {}, confirmed: {} } });
  return id;
}

/** Gives rows to the side that people said, keeps them there, and reckons the sides that this changes from their rows. */
async function give(context: Context, tx: Db, { person, other, going }: Parting, moves: readonly Move[]) {
  const before = await store.sidesOf(tx, [person]);
  const rows = await store.rowsOfPersons(tx, [person]);
  const numberOf = new Map(before.map(({ id, number }) => [id, number]));
  const given = moves.flatMap(({ dataset, key, to }) => {
    const row = rows.find((each) => each.dataset === dataset && each.key === key);
    const isThere = row === undefined || going.has(row.side) === (to === 'other');
    return isThere ? [] : [{ dataset, key, from: row.side, side: to === 'other' ? other : person }];
  });
  if (given.length === 0) return;
  await store.moveRows(tx, given);
  await store.putPins(
    tx,
    given.flatMap(({ from, ...each }) => {
      const number = numberOf.get(from);
      return number ? [{ ...each, number }] : [];
    }),
  );
  const numbers = new Set([...numberOf.values()].filter((number) => number !== null));
  const after = await store.rowsOfPersons(tx, [person]);
  const touched = new Set(given.flatMap(({ from, side }) => [from, side]));
  for (const { id, simulated, number } of before.filter((each) => touched.has(each.id)))
    await putSide(tx, {
      id,
      person,
      simulated,
      golden: await goldenOf(context, tx, {
        sides: [...touched],
        rows: after.filter(({ side }) => side === id),
        number,
        numbers,
      }),
    });
}

/** Writes one of the two as what its sides make it; one side alone is a person by itself again. */
async function writeParted(context: Context, tx: Db, id: string, source: string): Promise<void> {
  const sides = await store.sidesOf(tx, [id]);
  const [alone] = sides;
  if (sides.length > 1 || !alone) return writeUnited(context, tx, [id], { source, basis: source });
  const rows = await store.rowsOfPersons(tx, [id]);
  if (!alone.golden.values['name'] || rows.length === 0)
    throw new Problem(422, 'registers.nobody-left', texts.nobodyLeft);
  await store.dropSide(tx, id);
  const row = goldenRow(
    subject,
    { id, golden: alone.golden },
    rows.map(({ dataset }) => dataset),
  );
  await writeRows(
    context,
    tx,
    subject.record,
    [{ ...row, mergedInto: null, otherIds: null, simulated: alone.simulated }],
    { source, basis: source },
  );
}

/**
 * Parts a person in two, in the transaction given: what was merged stands by itself again as it would be had it never been
 * merged, with the rows that came since on the side under which they came; rows that people give to either go there and
 * stay there.
 * @returns the other's id
 * @throws Problem 409 `registers.person-moved`; 422 `registers.nobody-left`
 */
export async function splitPerson(context: Context, tx: Db, splitting: Splitting): Promise<string> {
  const { person, moves, decision, decidedBy } = splitting;
  await oneAtATime(tx, registersLock);
  const { simulated } = await checkSplit(context, tx, splitting);
  await asSide(tx, person);
  await store.joinMembers(tx, person, person);
  const other = splitting.other ?? (await newSide(tx, person, simulated));
  const going = new Set(splitting.other === null ? [other] : await idsOf(tx, other));
  const all = (await store.sidesOf(tx, [person])).map(({ id }) => id);
  const staying = new Set(all.filter((id) => !going.has(id)));
  await give(context, tx, { person, other, going, staying }, moves);
  await store.giveSides(tx, [...going], other);
  await store.giveMembers(tx, [...going], other);
  await store.followMovements(tx, [person, other]);
  const source = `registers:split:${decision}`;
  await writeParted(context, tx, person, source);
  await writeParted(context, tx, other, source);
  await reckonAgain(context, tx, [person, other]);
  await followPeople(context, tx, person);
  await followPeople(context, tx, other);
  await returnSubject(context, tx, { from: person, to: other });
  await context.emit(tx, personSplit, {
    key: person,
    payload: { person, other, decision, decidedBy: [...decidedBy] },
  });
  return other;
}
