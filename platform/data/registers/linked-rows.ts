import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { writeRows } from '#kernel/record-server';
import type { Dataset } from '#platform/data/catalogue';
import type { Origin } from './contract.ts';
import { goldenRow, recognisedBy, registersLock } from './golden-row.ts';
import { reckonAgain } from './households/keep.ts';
import type { How } from './linked-shapes.ts';
import { personNow } from './regroup/alias-store.ts';
import { mergePersons } from './regroup/merge.ts';
import { withdraw } from './regroup/retire-store.ts';
import { tellRegister } from './regroup/tell.ts';
import { putSide, writeUnited } from './regroup/unite.ts';
import { merge, strongest, type Brought, type Golden } from './rules.ts';
import * as linked from './linked-store.ts';
import * as store from './store.ts';
import { subjects } from './subjects.ts';

/** A row without a usable number that was found to be a person's. */
export interface LinkedRow {
  readonly dataset: Dataset;
  readonly key: string;
  readonly batch: string;
  readonly row: number;
  /** When its delivery spoke, ISO. */
  readonly at: string;
  /** By the names of the dataset's fields. */
  readonly values: Readonly<Record<string, string | null>>;
  readonly person: string;
  readonly how: Omit<How, 'rows'>;
  readonly simulated: boolean;
}

const subject = subjects.person;

const broughtBy = ({ dataset, batch, row, at, values }: LinkedRow, without: ReadonlySet<string>): Brought[] =>
  dataset.fields.flatMap(({ name, feeds }) => {
    const value = values[name];
    if (!feeds || !value || without.has(feeds.attribute)) return [];
    const { attribute, authority } = feeds;
    return [{ attribute, value, origin: { dataset: dataset.code, batch, row, at, authority } }];
  });

type Before = linked.Joined | undefined;

/** A row that an equal number joined, or that is part of somebody else, is no row for linkage. */
const isTaken = (before: Before, person: string): boolean =>
  before !== undefined && (before.how === null || before.entity !== person);

/** How it joined stays as it was the first time; each delivery that brought it is noted. */
function howOf(row: LinkedRow, before: Before): How {
  const others = (before?.how?.rows ?? []).filter(([batch]) => batch !== row.batch);
  return { ...(before?.how ?? row.how), rows: [...others, [row.batch, row.row]] };
}

async function writePerson(
  context: Context,
  tx: Db,
  { batch, dataset, simulated, how }: LinkedRow,
  { standing, golden }: { readonly standing: store.Standing; readonly golden: Golden },
): Promise<void> {
  const { id, person, members } = standing;
  const from = { source: `batch:${batch}`, basis: `linkage:${how.model}` };
  if (person !== undefined) {
    await putSide(tx, { id, person, golden, simulated: simulated || standing.simulated });
    return writeUnited(context, tx, [person], from);
  }
  const datasets = [...members.map((member) => member.dataset), dataset.code];
  await writeRows(context, tx, subject.record, [goldenRow(subject, { id, golden }, datasets)], {
    ...from,
    simulated,
  });
}

/** A row that founded a person without a number was found to be somebody's: both are one, when people said so. */
async function foundAgain(
  context: Context,
  tx: Db,
  row: LinkedRow,
  { before, person }: { readonly before: linked.Joined; readonly person: string },
): Promise<boolean> {
  const { decidedBy, model } = row.how;
  const [founded] = await store.findByIds(tx, subject, [before.entity]);
  if (!before.how?.founded || !founded || founded.identifier !== '' || decidedBy.length === 0) return false;
  const reason = `无号记录核对（模型 ${model}）`;
  await mergePersons(context, tx, { person, other: before.entity, decision: null, decidedBy, reason });
  return true;
}

/** The side of a person that goes by an id, or the person by themselves. */
async function standingFor(tx: Db, person: string, side: string): Promise<store.Standing | undefined> {
  const found = await store.findByIds(tx, subject, [side, person]);
  return found.find(({ id }) => id === side) ?? found[0];
}

/** Whether what a row says has to be written: of a side also what it only said again, which counts among sides. */
const isNews = (row: LinkedRow, changes: boolean, { members, person, simulated }: store.Standing): boolean =>
  changes ||
  person !== undefined ||
  !members.some((member) => member.dataset === row.dataset.code) ||
  (row.simulated && !simulated);

interface Joining {
  readonly row: LinkedRow;
  readonly before: Before;
  readonly person: string;
}

/** The row becomes part of its person, or of the side of them by whose id it was recognised. */
async function join(context: Context, tx: Db, { row, before, person }: Joining): Promise<boolean> {
  const { dataset, key, batch, at } = row;
  const standing = await standingFor(tx, person, before?.side ?? row.person);
  if (!standing) return false;
  const { values, origins, members } = standing;
  const confirmed = strongest(members.map(({ confirms }) => confirms));
  const without = before?.how?.founded ? new Set<string>() : recognisedBy;
  const { golden, changes, confirms } = merge({ values, origins, confirmed }, broughtBy(row, without));
  await store.putMembers(tx, { dataset: dataset.code, batch, at }, [
    {
      row_key: key,
      entity: person,
      side: standing.person && standing.id,
      row: row.row,
      confirms,
      how: howOf(row, before),
    },
  ]);
  if (isNews(row, changes, standing)) await writePerson(context, tx, row, { standing, golden });
  return true;
}

async function linkOne(context: Context, tx: Db, row: LinkedRow): Promise<boolean> {
  const { dataset, key } = row;
  const person = await personNow(tx, row.person);
  const before = (await linked.howJoined(tx, dataset.code, [key])).get(key);
  if (before?.how?.founded && before.entity !== person)
    return foundAgain(context, tx, row, { before, person });
  return isTaken(before, person) ? false : join(context, tx, { row, before, person });
}

/**
 * Joins rows that linkage found to be a person's, in the transaction given: they are part of the person, and say what no
 * weightier or newer word says of address, telephone and the like; name, number, sex and birth stay as they are. A row that an
 * equal number joined, or that is part of another person, stays where it is; one that had founded a person makes both one.
 * The same again changes nothing.
 * @returns whether each is part of its person now, in their order
 */
export async function linkRows(context: Context, tx: Db, rows: readonly LinkedRow[]): Promise<boolean[]> {
  await oneAtATime(tx, registersLock);
  const done: boolean[] = [];
  for (const row of rows) done.push(await linkOne(context, tx, row));
  return done;
}

/**
 * A row without a usable number of which people found that nobody of the register is it founds a person: with an id, without
 * a number, marked so. The same again changes nothing.
 * @returns the person; undefined when the row is part of somebody already
 */
export async function foundPerson(
  context: Context,
  tx: Db,
  row: Omit<LinkedRow, 'person'>,
): Promise<string | undefined> {
  await oneAtATime(tx, registersLock);
  const { dataset, key, batch, at, simulated, how } = row;
  const before = (await linked.howJoined(tx, dataset.code, [key])).get(key);
  if (before) return before.how?.founded ? before.entity : undefined;
  const [id = ''] = await store.newIds(tx, 'PN', 1);
  const said = broughtBy({ ...row, person: id }, new Set([subject.identifier]));
  const { golden, confirms } = merge({ values: {}, origins: {}, confirmed: {} }, said);
  await writeRows(context, tx, subject.record, [goldenRow(subject, { id, golden }, [dataset.code])], {
    source: `batch:${batch}`,
    simulated,
    basis: `linkage:${how.model}`,
  });
  await store.putMembers(tx, { dataset: dataset.code, batch, at }, [
    {
      row_key: key,
      entity: id,
      row: row.row,
      confirms,
      how: { ...how, founded: true, rows: [[batch, row.row]] },
    },
  ]);
  return id;
}

const isOf = (rows: How['rows'], dataset: string, origin: Origin | undefined): boolean =>
  origin?.dataset === dataset && rows.some(([batch, row]) => batch === origin.batch && row === origin.row);

/** The word of a side, or of a person by itself, without what a row alone said of it. */
async function wordWithout(tx: Db, standing: store.Standing, dataset: string, rows: How['rows']) {
  const values = { ...standing.values };
  const origins = { ...standing.origins };
  for (const attribute of Object.keys(origins)) {
    if (!isOf(rows, dataset, origins[attribute])) continue;
    const before = await linked.wordBefore(tx, subject, { id: standing.id, attribute, rows });
    values[attribute] = before?.value ?? null;
    delete origins[attribute];
    if (before?.origin) origins[attribute] = before.origin;
  }
  return { values, origins, confirmed: {} };
}

/**
 * Parts a row from the person to whom linkage joined it: what it alone said is as it was before, its history stays. A person
 * whom the row founded, and who has no other row, leaves the register.
 * @returns the person; undefined when it is part of none, or by its number
 * @throws Problem 409 `registers.founded-for-others` when other rows are part of the person whom it founded
 */
export async function partRow(
  context: Context,
  tx: Db,
  { dataset, key, reason }: { readonly dataset: string; readonly key: string; readonly reason: string },
): Promise<string | undefined> {
  await oneAtATime(tx, registersLock);
  const joined = (await linked.howJoined(tx, dataset, [key])).get(key);
  if (!joined?.how) return undefined;
  const { entity, side, how } = joined;
  if (how.founded) return unfound(context, tx, { dataset, key, entity, reason });
  await store.removeMembers(tx, [{ dataset, row_key: key, entity: side ?? entity }]);
  const [standing] = await store.findByIds(tx, subject, [side ?? entity]);
  if (!standing) return entity;
  const golden = await wordWithout(tx, standing, dataset, how.rows);
  const from = { source: 'linkage:parted', basis: reason };
  if (standing.person !== undefined) {
    await putSide(tx, { id: standing.id, person: entity, golden, simulated: standing.simulated });
    await writeUnited(context, tx, [entity], from);
    return entity;
  }
  const left = standing.members.map((member) => member.dataset);
  await writeRows(context, tx, subject.record, [goldenRow(subject, { id: entity, golden }, left)], from);
  return entity;
}

/** Takes back that a row founded a person. */
async function unfound(
  context: Context,
  tx: Db,
  of: { readonly dataset: string; readonly key: string; readonly entity: string; readonly reason: string },
): Promise<string> {
  const { dataset, key, entity, reason } = of;
  const [standing] = await store.findByIds(tx, subject, [entity]);
  if (!standing || standing.person !== undefined || standing.members.length > 1)
    throw new Problem(409, 'registers.founded-for-others', {
      zh: '由这一行建立的人员已有其他记录，或已与他人合并。请先把它们分开。',
      en: 'Other rows are part of the person whom this row founded, or the person was merged. Part these first.',
    });
  await store.removeMembers(tx, [{ dataset, row_key: key, entity }]);
  const now = context.clock.now().toISOString();
  await withdraw(tx, { id: entity, now, by: context.actor.id, source: 'linkage:parted', reason });
  await tellRegister(context, tx, { keys: [entity], source: 'linkage:parted', basis: reason });
  await reckonAgain(context, tx, [entity]);
  return entity;
}

/** Keys of the rows of a dataset that an equal number joined: linkage leaves them alone. */
export const keysJoinedByNumber = (db: Db, dataset: string): Promise<ReadonlySet<string>> =>
  linked.keysJoinedByNumber(db, dataset);

/** Batches that have joined wholly, in order: the same batches are the same registers, but for linkage. */
export const joinedBatches = (db: Db): Promise<readonly string[]> => linked.joinedBatches(db);
