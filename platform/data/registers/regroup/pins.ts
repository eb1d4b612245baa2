import type { Db } from '#kernel/db';
import { pinnedTo, type Spoken } from '../drafts.ts';
import { findByIds } from '../store.ts';
import { subjects } from '../subjects.ts';
import * as sides from './sides-store.ts';

/**
 * Rows that people gave to somebody speak for them, as long as they bear the number that says otherwise; one that comes
 * with another number goes by that.
 */
export async function withPins(
  tx: Db,
  dataset: string,
  spoken: readonly Spoken[],
): Promise<readonly Spoken[]> {
  const pins = await sides.pinsOf(
    tx,
    dataset,
    spoken.map(({ row }) => row.key),
  );
  if (pins.size === 0) return spoken;
  const persons = [...new Set([...pins.values()].map(({ person }) => person))];
  const there = new Set((await findByIds(tx, subjects.person, persons)).map(({ id }) => id));
  const over: string[] = [];
  const all = spoken.map((each) => {
    const pin = pins.get(each.row.key);
    if (!pin) return each;
    if (pin.number !== each.identifier || !there.has(pin.person)) {
      over.push(each.row.key);
      return each;
    }
    const brought = each.brought.filter(({ attribute }) => attribute !== subjects.person.identifier);
    return { ...each, identifier: pinnedTo(pin.person), brought };
  });
  await sides.dropPins(tx, dataset, over);
  return all;
}
