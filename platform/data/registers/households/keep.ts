import { z } from 'zod';
import type { Context } from '#kernel/context';
import { oneAtATime, type Db } from '#kernel/db';
import { defineJob, type JobOutcome } from '#kernel/job';
import { writeRows } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { getDatasetEver } from '#platform/data/catalogue';
import { getBatch } from '#platform/data/ingestion';
import { checkedRows, type CheckedRow } from '#platform/data/quality';
import { dropMarks, markedNow, marksNow, waitingForPlace } from '../due-store.ts';
import { Household } from '../records.ts';
import { newIds } from '../store.ts';
import { putMovements, type MovementRow } from './movement-store.ts';
import { membershipsOf, movementKinds, type MovementKind } from './rules.ts';
import * as store from './store.ts';

const atOnce = 2000;
/**
 * What is read of a household and what is written of it belong together: two at once would each write what they read before
 * the other, and nothing would mend it. Taken before any row of a household or a membership.
 */
const householdsLock = 'registers.households';
const unit = { zh: '处变化', en: 'changes' };

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
export async function writeHouseholds(context: Context, tx: Db, numbers: readonly string[]): Promise<void> {
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
  await oneAtATime(tx, householdsLock);
  const standing = await store.toReckon(tx, persons);
  const gone = persons.filter((id) => !standing.some((each) => each.id === id));
  const left = await store.putMemberships(
    tx,
    gone.map((id) => ({ id, said: '', memberships: [] })),
  );
  await reckon(context, tx, standing);
  await writeHouseholds(context, tx, left);
}

interface Following {
  /** Marks looked at in one transaction. */
  readonly size: number;
  /** Whoever waits for the code of their address is left for when they have it: their household would be written twice. */
  readonly placedOnly?: boolean;
  readonly signal?: AbortSignal;
  /** Told after each step how many marks are done, and of how many people the households were reckoned anew. */
  readonly onStep?: (done: number, people: number) => void;
}

/**
 * Follows what has changed in the register: reckons the households of whoever something new was said of, and lets
 * households stand where their head does, or their first member. Each step and the end of its marks are one transaction.
 * @returns of how many people they were reckoned anew
 */
export async function followChanges(
  context: Context,
  { size, placedOnly = false, signal, onStep }: Following,
): Promise<number> {
  let people = 0;
  let done = 0;
  for await (const { marks, entities } of markedNow(context.db, 'households', size)) {
    signal?.throwIfAborted();
    people += await context.transaction(async (tx) => {
      await oneAtATime(tx, householdsLock);
      const later = placedOnly ? await waitingForPlace(tx, entities) : new Set<string>();
      const now = entities.filter((entity) => !later.has(entity));
      if (now.length === 0) return 0;
      const due = await store.dueOf(tx, now);
      if (due.length > 0) await reckon(context, tx, due);
      await writeHouseholds(context, tx, await store.movedHouseholds(tx, now));
      await dropMarks(
        tx,
        'households',
        marks.filter(({ entity }) => !later.has(entity)),
      );
      return due.length;
    });
    done += marks.length;
    onStep?.(done, people);
  }
  return people;
}

/**
 * Keeps the households after a batch whose addresses were placed: what a delivery tells of movements is noted, then what has changed
 * is followed. It goes by what stands, so that late and repeated deliveries, and a run that was cut off, end in the same households.
 */
/**
 * Takes the movements that a batch tells of. Queued before the households of the batch, in the same lane; on its own, because
 * the address job that those wait for may be cancelled, and no other batch tells of the same movements.
 */
export const takeBatchMovements = defineJob({
  name: 'registers.take-movements',
  title: { zh: '收取迁移', en: 'Take movements' },
  input: z.object({ batch: z.string() }),
  attempts: 3,
  lane: () => 'registers-households',
  async run({ batch }, _run, context): Promise<JobOutcome> {
    await takeMovements(context, batch);
    return { summary: { zh: '迁移已收取', en: 'The movements are taken' } };
  },
});

export const keepHouseholds = defineJob({
  name: 'registers.keep-households',
  title: { zh: '归户', en: 'Keep households' },
  input: z.object({
    unplacedToo: z
      .boolean()
      .optional()
      .describe('addresses could not be looked at: households do not wait for them'),
  }),
  attempts: 3,
  lane: () => 'registers-households',
  async run({ unplacedToo = false }, run, context): Promise<JobOutcome> {
    const { count } = await marksNow(context.db, 'households');
    const people = await followChanges(context, {
      size: atOnce,
      placedOnly: !unplacedToo,
      signal: run.signal,
      onStep: (done) => run.progress({ done, total: Math.max(done, count), unit }),
    });
    return {
      summary: fill({ zh: '归户 {people} 人', en: 'Households of {people} people' }, { people }),
      data: { people },
    };
  },
});
