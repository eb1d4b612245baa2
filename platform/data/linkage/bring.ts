import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { AnyRecord, RecordOf } from '#kernel/record';
import { writeRows } from '#kernel/record-server';
import { getBatch } from '#platform/data/ingestion';
import { linkRows } from '#platform/data/registers';
import type { HeldRow } from './held-store.ts';
import { Pair } from './records.ts';
import { openStates } from './rules.ts';
import { pairNow } from './pair-now.ts';
import * as store from './store.ts';
import type { Found } from './weigh.ts';

export interface Bringing {
  readonly run: string;
  readonly model: string;
  readonly rows: ReadonlyMap<string, HeldRow>;
  /** Whether a batch is the simulator's. */
  readonly simulated: ReadonlyMap<string, boolean>;
  /** Whose an id is now that was merged into another. */
  readonly now: (person: string) => string;
}

export const pairRecord = Pair as AnyRecord as RecordOf;

/** Of the batches in which some rows lie, whether each is the simulator's. */
export async function simulatedBatches(
  context: Context,
  rows: Iterable<Pick<HeldRow, 'batch'>>,
): Promise<Map<string, boolean>> {
  const known = new Map<string, boolean>();
  for (const { batch } of rows)
    if (!known.has(batch)) known.set(batch, (await getBatch(context.db, batch)).simulated);
  return known;
}

/** What a person decided stands, whatever the model says; so does a link that was made. */
const stands = ({ state, touched }: store.PairRow): boolean =>
  state !== 'gone' && (touched || state === 'linked');

/** The pairs that there are of the rows, by the ids that they would have now. */
async function knownPairs(
  tx: Db,
  rows: Iterable<HeldRow>,
  now: Bringing['now'],
): Promise<Map<string, store.PairRow>> {
  const known = new Map<string, store.PairRow>();
  for (const [dataset, all] of Map.groupBy(rows, (row) => row.dataset.code)) {
    const keys = all.map(({ key }) => key);
    for (const pair of await store.pairsOfRows(tx, dataset, keys)) {
      const id = pairNow(pair, now);
      if (!known.has(id) || pair.id === id) known.set(id, pair);
    }
  }
  return known;
}

const isLinked = ({ state }: store.PairRow): boolean => state === 'linked';

const rowIdOf = ({ dataset, rowKey }: store.PairRow): string => `${dataset} ${rowKey}`;

/** Whose row somebody is to say, or said in part, of whom it may be. */
const isAsked = ({ state, person, touched }: store.PairRow): boolean =>
  person !== null && touched && openStates.includes(state);

/** Joins the row of a sure pair; one that was joined before brings its newest word. */
async function joins(context: Context, tx: Db, found: Found, bringing: Bringing): Promise<boolean> {
  const row = bringing.rows.get(found.row);
  if (!row || found.person === null) return false;
  const { model, simulated } = bringing;
  const [joined = false] = await linkRows(context, tx, [
    {
      ...row,
      person: found.person,
      how: { model, probability: found.probability, decidedBy: [] },
      simulated: simulated.get(row.batch) ?? false,
    },
  ]);
  return joined;
}

/** A pair as it is written for the first time, or again while nobody has said anything of it. */
function written(found: Found, row: HeldRow, { run, model, simulated }: Bringing) {
  const { person, band, probability, weight, prior, comparisons } = found;
  const { batch, dataset, key: rowKey } = row;
  return {
    person,
    band,
    probability,
    weight,
    prior,
    comparisons,
    batch,
    row: row.row,
    rowKey,
    dataset: dataset.code,
    provider: dataset.provider,
    model,
    run,
    simulated: simulated.get(batch) ?? false,
  };
}

/** Where a pair comes of which nobody said anything yet: into the register, or before a person. */
async function placed(
  context: Context,
  tx: Db,
  { each, before }: { readonly each: Found; readonly before: store.PairRow | undefined },
  bringing: Bringing,
): Promise<Record<string, unknown>> {
  const row = bringing.rows.get(each.row);
  if (!row) throw new Error(`row ${each.row} was weighed and is not there`);
  const joined = each.band === 'link' && (await joins(context, tx, each, bringing));
  const open = each.band === 'none' ? ('nobody' as const) : ('waiting' as const);
  return {
    id: before?.id ?? each.id,
    ...written(each, row, bringing),
    state: joined ? 'linked' : open,
    ...(before?.state !== open && { waitingSince: context.clock.now().toISOString() }),
  };
}

/**
 * Writes some pairs of a run: sure ones join the register, the others wait for a person. What somebody decided is left
 * alone. The same again changes nothing.
 */
export async function bringPairs(
  context: Context,
  tx: Db,
  found: readonly Found[],
  bringing: Bringing,
): Promise<void> {
  const rows = found.flatMap(({ row }) => bringing.rows.get(row) ?? []);
  const known = await knownPairs(tx, rows, bringing.now);
  const linked = [...known.values()].filter(isLinked);
  // One that founded a person is asked about again: whose number comes may be that person.
  const linkedRows = new Set(linked.filter(({ band }) => band !== 'none').map(rowIdOf));
  const askedRows = new Set([...known.values()].filter(isAsked).map(rowIdOf));
  const pairs: Record<string, unknown>[] = [];
  for (const each of found) {
    const before = known.get(each.id);
    const isOpen = each.band === 'none' && askedRows.has(each.row);
    const isSettled = isOpen || linkedRows.has(each.row) || (before !== undefined && stands(before));
    if (!isSettled) pairs.push(await placed(context, tx, { each, before }, bringing));
    else if (before && isLinked(before)) await joins(context, tx, each, bringing);
  }
  const basis = `linkage:${bringing.model}`;
  await writeRows(context, tx, pairRecord, pairs, { source: 'linkage', basis });
}
