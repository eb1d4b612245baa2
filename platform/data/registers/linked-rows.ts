import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { writeRows } from '#kernel/record-server';
import type { Dataset } from '#platform/data/catalogue';
import type { Origin } from './contract.ts';
import type { How } from './linked-shapes.ts';
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

/** By these a row was recognised; one that had to be recognised does not change them. */
const recognisedBy = new Set(['name', 'citizenId', 'sex', 'birthDate']);

const subject = subjects.person;
/** Joining by number and joining by linkage change the same persons. */
export const registersLock = 'registers.join';

const brought = ({ dataset, batch, row, at, values }: LinkedRow): Brought[] =>
  dataset.fields.flatMap(({ name, feeds }) => {
    const value = values[name];
    if (!feeds || !value || recognisedBy.has(feeds.attribute)) return [];
    const { attribute, authority } = feeds;
    return [{ attribute, value, origin: { dataset: dataset.code, batch, row, at, authority } }];
  });

const rowOf = (id: string, golden: Golden, datasets: Iterable<string>): Record<string, unknown> => ({
  id,
  ...Object.fromEntries(subject.attributes.map((name) => [name, golden.values[name] ?? null])),
  sources: new Set(datasets).size,
  origins: golden.origins,
});

type Before = { readonly entity: string; readonly how: How | null } | undefined;

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
  row: LinkedRow,
  { standing, golden }: { readonly standing: store.Standing; readonly golden: Golden },
): Promise<void> {
  const datasets = [...standing.members.map((member) => member.dataset), row.dataset.code];
  await writeRows(context, tx, subject.record, [rowOf(row.person, golden, datasets)], {
    source: `batch:${row.batch}`,
    simulated: row.simulated,
    basis: `linkage:${row.how.model}`,
  });
}

async function linkOne(context: Context, tx: Db, row: LinkedRow): Promise<boolean> {
  const { dataset, key, batch, person, at } = row;
  const before = (await linked.howJoined(tx, dataset.code, [key])).get(key);
  const [standing] = isTaken(before, person) ? [] : await store.findByIds(tx, subject, [person]);
  if (!standing) return false;
  const { values, origins, members } = standing;
  const confirmed = strongest(members.map(({ confirms }) => confirms));
  const { golden, changes, confirms } = merge({ values, origins, confirmed }, brought(row));
  const isNewSource = !members.some((member) => member.dataset === dataset.code);
  if (changes || isNewSource || (row.simulated && !standing.simulated))
    await writePerson(context, tx, row, { standing, golden });
  await store.putMembers(tx, { dataset: dataset.code, batch, at }, [
    { row_key: key, entity: person, row: row.row, confirms, how: howOf(row, before) },
  ]);
  return true;
}

/**
 * Joins rows that linkage found to be a person's, in the transaction given: they are part of the person, and say what no
 * weightier or newer word says of address, telephone and the like; name, number, sex and birth stay as they are. A row that an
 * equal number joined, or that is part of another person, stays where it is. The same again changes nothing.
 * @returns whether each is part of its person now, in their order
 */
export async function linkRows(context: Context, tx: Db, rows: readonly LinkedRow[]): Promise<boolean[]> {
  await oneAtATime(tx, registersLock);
  const done: boolean[] = [];
  for (const row of rows) done.push(await linkOne(context, tx, row));
  return done;
}

const isOf = (rows: How['rows'], dataset: string, origin: Origin | undefined): boolean =>
  origin?.dataset === dataset && rows.some(([batch, row]) => batch === origin.batch && row === origin.row);

/**
 * Parts a row from the person to whom linkage joined it: what it alone said is as it was before, its history stays.
 * @returns the person; undefined when it is part of none, or by its number
 */
export async function partRow(
  context: Context,
  tx: Db,
  { dataset, key, reason }: { readonly dataset: string; readonly key: string; readonly reason: string },
): Promise<string | undefined> {
  await oneAtATime(tx, registersLock);
  const joined = (await linked.howJoined(tx, dataset, [key])).get(key);
  if (!joined?.how) return undefined;
  const { entity, how } = joined;
  await store.removeMembers(tx, [{ dataset, row_key: key, entity }]);
  const [standing] = await store.findByIds(tx, subject, [entity]);
  if (!standing) return entity;
  const values = { ...standing.values };
  const origins = { ...standing.origins };
  for (const attribute of Object.keys(origins)) {
    if (!isOf(how.rows, dataset, origins[attribute])) continue;
    const before = await linked.wordBefore(tx, subject, { id: entity, attribute, rows: how.rows });
    values[attribute] = before?.value ?? null;
    delete origins[attribute];
    if (before?.origin) origins[attribute] = before.origin;
  }
  const golden = { values, origins, confirmed: {} };
  const left = standing.members.map((member) => member.dataset);
  await writeRows(context, tx, subject.record, [rowOf(entity, golden, left)], {
    source: 'linkage:parted',
    basis: reason,
  });
  return entity;
}

/** Keys of the rows of a dataset that an equal number joined: linkage leaves them alone. */
export const keysJoinedByNumber = (db: Db, dataset: string): Promise<ReadonlySet<string>> =>
  linked.keysJoinedByNumber(db, dataset);

/** Batches that have joined wholly, in order: the same batches are the same registers, but for linkage. */
export const joinedBatches = (db: Db): Promise<readonly string[]> => linked.joinedBatches(db);
