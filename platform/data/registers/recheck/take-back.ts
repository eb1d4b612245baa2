import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import type { JobRun } from '#kernel/job';
import { rowsWritten, writeRows } from '#kernel/record-server';
import type { Joining, Member } from '../drafts.ts';
import { goldenRow, registersLock } from '../golden-row.ts';
import { reckonAgain } from '../households/keep.ts';
import { putSide, writeUnited } from '../regroup/unite.ts';
import { findByIds, removeMembers } from '../store.ts';
import * as store from './recheck-store.ts';
import { deliveriesByRow, wordsLeft, type DeliveriesByRow, type WordLeft } from './word-left.ts';

const atOnce = 2000;
const reason = '数据按变更后的规则重新检查，其仅有的来源行不合格';

interface From {
  readonly source: string;
  readonly basis: string;
}

/** A name and a number that only rows recognised without one still rest on stay: they are whom these rows were found to be. */
const kept = ({ standing, golden }: WordLeft, identifier: string): WordLeft['golden'] => ({
  ...golden,
  values: {
    ...golden.values,
    name: golden.values['name'] ?? standing.values['name'] ?? null,
    [identifier]: golden.values[identifier] ?? standing.values[identifier] ?? null,
  },
});

async function leaveEmptied(
  context: Context,
  tx: Db,
  { subject, dataset }: Joining,
  { ids, source }: { readonly ids: readonly string[]; readonly source: string },
): Promise<string[]> {
  const gone = await store.emptied(tx, subject, ids);
  if (gone.length === 0) return gone;
  await store.leave(tx, subject, gone, { now: context.clock.now().toISOString(), source, reason });
  const record = subject.name === 'person' ? ('registers.person' as const) : ('registers.company' as const);
  await context.ledger(tx, {
    action: 'change',
    resource: record,
    basis: `catalogue:${dataset.code}`,
    subjects: gone,
    detail: { withdrawn: gone.length, source },
  });
  await context.emit(tx, rowsWritten, { key: record, payload: { record, source, keys: [...gone] } });
  return gone;
}

/** Writes what is left of entities that stand by themselves, and of sides. */
async function writeLeft(
  context: Context,
  tx: Db,
  { subject }: Joining,
  { left, from }: { readonly left: readonly WordLeft[]; readonly from: From },
): Promise<void> {
  const standing = left.filter(({ stay }) => stay.length > 0);
  const rows = standing
    .filter((each) => each.standing.person === undefined)
    .map((each) =>
      goldenRow(
        subject,
        { id: each.standing.id, golden: kept(each, subject.identifier) },
        each.stay.map(({ dataset }) => dataset),
      ),
    );
  if (rows.length > 0) await writeRows(context, tx, subject.record, rows, from);
  const sides = left.flatMap((each) => {
    const { id, person, simulated } = each.standing;
    return person === undefined ? [] : [{ id, person, simulated, golden: kept(each, subject.identifier) }];
  });
  for (const side of sides) await putSide(tx, side);
}

/** What was delivered of the rows of some entities, and as what these rows then stood. */
interface Heard {
  readonly deliveries: DeliveriesByRow;
  readonly members: ReadonlySet<string>;
}

const asItStands = ({ dataset, key, batch, row }: Member) => JSON.stringify([dataset, key, batch, row]);

/** Reads what counts beside some rows of a batch, before anybody has to wait: the files of all batches may take minutes. */
async function hear(
  context: Context,
  { subject, dataset, batch }: Joining,
  rows: readonly store.RowOfBatch[],
): Promise<Heard> {
  const { db } = context;
  const touched = await store.joinedBy(db, { dataset: dataset.code, batch }, rows);
  const members = (await findByIds(db, subject, touched)).flatMap((each) => each.members);
  return {
    deliveries: await deliveriesByRow(context, db, members),
    members: new Set(members.map(asItStands)),
  };
}

interface Gone {
  readonly rows: number;
  readonly entities: number;
}

/**
 * Takes some rows of a batch out of what they feed, in the transaction given.
 * @returns undefined, and nothing is changed, when rows came or moved since the deliveries were read
 */
async function takeOut(
  context: Context,
  tx: Db,
  joining: Joining,
  { rows, heard }: { readonly rows: readonly store.RowOfBatch[]; readonly heard: Heard },
): Promise<Gone | undefined> {
  await oneAtATime(tx, registersLock);
  const { dataset, batch, subject } = joining;
  const delivery = { dataset: dataset.code, batch };
  const touched = await store.joinedBy(tx, delivery, rows);
  if (touched.length === 0) return { rows: 0, entities: 0 };
  const standing = await findByIds(tx, subject, touched);
  if (standing.some(({ members }) => members.some((each) => !heard.members.has(asItStands(each)))))
    return undefined;
  await store.noteTakenBack(tx, delivery, rows);
  const left = await wordsLeft(tx, subject, standing, heard.deliveries);
  const go = left.flatMap((each) => each.go.map((row) => ({ ...row, entity: each.standing.id })));
  await removeMembers(
    tx,
    go.map(({ dataset: code, key, entity }) => ({ dataset: code, row_key: key, entity })),
  );
  await store.standBy(
    tx,
    left.flatMap(({ stay }) => stay),
  );
  const source = `recheck:${batch}`;
  const from = { source, basis: `catalogue:${dataset.code}` };
  await writeLeft(context, tx, joining, { left, from });
  const owners = [...new Set(standing.map(({ id, person }) => person ?? id))];
  const gone = await leaveEmptied(context, tx, joining, { ids: owners, source });
  const united = new Set(standing.flatMap(({ person }) => person ?? []));
  for (const id of gone) united.delete(id);
  await writeUnited(context, tx, [...united], from);
  if (subject.name === 'person') await reckonAgain(context, tx, owners);
  return { rows: go.length, entities: gone.length };
}

/**
 * After a batch was checked again: its rows that had joined and that a rule, changed since, holds back go out of what they
 * feed, which is then as it would be had they never come; an older delivery of the same row counts again. Whoever has no
 * row left leaves the register, with the reason, and comes back under the same id. Run again it changes nothing.
 */
export async function takeBack(context: Context, joining: Joining, run: JobRun): Promise<Gone> {
  const left = { rows: 0, entities: 0 };
  for (let after = 0; ;) {
    const rows = await store.heldRows(context, joining, { after, size: atOnce });
    const last = rows.at(-1);
    if (!last) return left;
    let gone: Gone | undefined;
    while (!gone) {
      run.signal.throwIfAborted();
      const heard = await hear(context, joining, rows);
      gone = await context.transaction((tx) => takeOut(context, tx, joining, { rows, heard }));
    }
    left.rows += gone.rows;
    left.entities += gone.entities;
    after = last.row;
  }
}
