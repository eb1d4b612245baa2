import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Joining, Spoken } from '../drafts.ts';
import type { Subject } from '../subjects.ts';
import { personMerged } from './events.ts';
import { tellRegister } from './tell.ts';
import { texts } from './texts.ts';
import { reckonAgain } from '../households/keep.ts';
import * as store from './retire-store.ts';

/** Persons without a number, each with the rows of this piece that are theirs: they may have come with their numbers. */
export interface Coming {
  readonly dataset: string;
  /** Person and the keys of their rows in this piece. */
  readonly persons: ReadonlyMap<string, readonly string[]>;
}

export async function provisionalOf(
  tx: Db,
  { name }: Subject,
  dataset: string,
  spoken: readonly Spoken[],
): Promise<Coming> {
  if (name !== 'person') return { dataset, persons: new Map() };
  const keys = spoken.map(({ row }) => row.key);
  return { dataset, persons: await store.provisionalOfRows(tx, dataset, keys) };
}

/**
 * A person without a number whose last row has come with one leads to whom the row is now: it is the same row of the same
 * department, so nobody need decide. While other rows are theirs they stay, until people decide.
 */
export async function retireEmptied(
  context: Context,
  tx: Db,
  { dataset, persons }: Coming,
  { batch }: Pick<Joining, 'batch'>,
): Promise<void> {
  if (persons.size === 0) return;
  const empty = await store.withoutRows(tx, [...persons.keys()]);
  if (empty.length === 0) return;
  const rows = empty.flatMap((id) => persons.get(id) ?? []);
  const whose = await store.entitiesOfRows(tx, dataset, rows);
  const now = context.clock.now().toISOString();
  for (const id of empty) {
    const into = whose.get(persons.get(id)?.at(-1) ?? '');
    if (into === undefined) continue;
    const source = `batch:${batch}`;
    await store.retire(tx, { id, into, now, by: context.actor.id, source, reason: texts.retired.zh });
    await tellRegister(context, tx, { keys: [id], source, basis: `batch:${batch}` });
    await reckonAgain(context, tx, [id, into]);
    await context.emit(tx, personMerged, {
      key: into,
      payload: { person: into, other: id, decision: null, decidedBy: [] },
    });
  }
}
