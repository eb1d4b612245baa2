import { z } from 'zod';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { defineJob, type JobOutcome } from '#kernel/job';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { getBatch } from '#platform/data/ingestion';
import { checkedRows, type CheckedRow } from '#platform/data/quality';
import { Household } from '../records.ts';
import { newIds } from '../store.ts';
import { putMovements, type MovementRow } from './movement-store.ts';
import { membershipsOf, movementKinds, type MovementKind } from './rules.ts';
import * as store from './store.ts';

const atOnce = 2000;
/** Persons walked by one statement: after a delivery few of them are due. */
const looked = 10_000;

const piecesOf = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
const unit = { zh: '人', en: 'people' };

const isKind = (kind: string): kind is MovementKind => (movementKinds as readonly string[]).includes(kind);

/** A row of a dataset that tells of movements, by the names of its fields in the catalogue. */
function movementIn({ key, row, values }: CheckedRow): MovementRow[] {
  const { kind, householdNumber, happenedOn, elsewhere } = values;
  if (!kind || !householdNumber || !happenedOn || !isKind(kind)) return [];
  return [
    {
      row_key: key,
      household_number: householdNumber,
      kind,
      happened_on: happenedOn,
      elsewhere: elsewhere ?? null,
      row,
    },
  ];
}

async function takeMovements(context: Context, batch: string): Promise<void> {
  const { dataset: code, handedInAt, simulated } = await getBatch(context.db, batch);
  const dataset = await getDatasetEver(context.db, code);
  if (dataset.tells !== 'movements') return;
  const delivered = { dataset: code, batch, at: handedInAt, simulated };
  for await (const rows of checkedRows(context, { dataset: code, batch, after: 0, size: 2000 }))
    await context.transaction((tx) => putMovements(tx, delivered, rows.flatMap(movementIn)));
}

/** Writes the households as their members make them now. */
async function writeHouseholds(context: Context, tx: Db, numbers: readonly string[]): Promise<void> {
  const states = await store.householdsNow(tx, numbers);
  const fresh = await newIds(tx, 'H', states.filter(({ id }) => id === null).length);
  const rows = states.map(({ id, ...rest }) => ({
    ...rest,
    id: id ?? fresh.shift(),
    state: rest.members > 0 ? 'standing' : 'empty',
  }));
  if (rows.length > 0)
    await writeRows(context, tx, Household, rows, {
      source: 'registers:standing',
      basis: 'registers:households',
    });
}

async function reckon(context: Context, tx: Db, next: readonly store.ToReckon[]): Promise<void> {
  const known = await store.knownOf(
    tx,
    next.map(({ id }) => id),
  );
  const reckoned = next.map((each) => {
    const { statements = [], movements = [] } = known.get(each.id) ?? {};
    return { ...each, memberships: membershipsOf(statements, movements) };
  });
  await writeHouseholds(context, tx, await store.putMemberships(tx, reckoned));
}

/** Reckons the households of persons who were made one or parted; those whose id leads to another have none. */
export async function reckonAgain(context: Context, tx: Db, persons: readonly string[]): Promise<void> {
  const standing = await store.toReckon(tx, persons);
  const gone = persons.filter((id) => !standing.some((each) => each.id === id));
  const left = await store.putMemberships(
    tx,
    gone.map((id) => ({ id, said: '', memberships: [] })),
  );
  await reckon(context, tx, standing);
  await writeHouseholds(context, tx, left);
}

/**
 * Reckons the households of whoever something new was said of, after a batch: it goes by what stands, so that late and
 * repeated deliveries, and a run that was cut off, end in the same households.
 */
export const keepHouseholds = defineJob({
  name: 'registers.keep-households',
  title: { zh: '归户', en: 'Keep households' },
  input: z.object({ batch: z.string().optional() }),
  attempts: 3,
  lane: () => 'registers-households',
  async run({ batch }, run, context): Promise<JobOutcome> {
    if (batch !== undefined) await takeMovements(context, batch);
    let people = 0;
    for (let after = ''; ;) {
      run.signal.throwIfAborted();
      const step = await store.nextToReckon(context.db, after, looked);
      for (const piece of piecesOf(step.due, atOnce)) {
        run.signal.throwIfAborted();
        await context.transaction((tx) => reckon(context, tx, piece));
        people += piece.length;
        run.progress({ done: people, total: people, unit });
      }
      if (step.last === undefined) break;
      after = step.last;
    }
    await followAddresses(context);
    return {
      summary: fill({ zh: '归户 {people} 人', en: 'Households of {people} people' }, { people }),
      data: { people },
    };
  },
});

/** Households stand where their head does, or their first member; codes of addresses are found after the joining. */
async function followAddresses(context: Context): Promise<void> {
  const moved = await store.movedHouseholds(context.db);
  for (const numbers of piecesOf(moved, atOnce))
    await context.transaction((tx) => writeHouseholds(context, tx, numbers));
}
