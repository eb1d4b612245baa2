import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { memberKey, type Member } from '../drafts.ts';
import { broughtBy, leftOut } from '../regroup/deliveries.ts';
import { deliveriesOf, joinedAs, type Delivery } from '../regroup/deliveries-store.ts';
import { pinsOf } from '../regroup/sides-store.ts';
import { merge, type Golden } from '../rules.ts';
import type { Standing } from '../store.ts';
import type { Subject } from '../subjects.ts';

/** What the rows of an entity come to by the deliveries that still count. */
export interface WordLeft {
  readonly standing: Standing;
  readonly golden: Golden;
  /** Rows that stay, each with the newest delivery that counts. */
  readonly stay: readonly Member[];
  readonly go: readonly Member[];
}

type Spoken = Delivery & { readonly dataset: Dataset };

/** By `dataset key`. */
export type DeliveriesByRow = ReadonlyMap<string, readonly Spoken[]>;

/** Every delivery of some rows, out of the files of all batches that joined: each is read once. */
export async function deliveriesByRow(
  context: Context,
  db: Db,
  members: readonly Pick<Member, 'dataset' | 'key'>[],
): Promise<DeliveriesByRow> {
  const spoken: Spoken[] = [];
  for (const [code, rows] of Map.groupBy(members, ({ dataset }) => dataset)) {
    const keys = [...new Set(rows.map(({ key }) => key))];
    const dataset = await getDatasetEver(db, code);
    for (const each of await deliveriesOf(context, db, dataset, keys)) spoken.push({ ...each, dataset });
  }
  return Map.groupBy(spoken, ({ dataset, key }) => memberKey(dataset.code, key));
}

function inOrder(one: Delivery, other: Delivery): number {
  if (one.at === other.at) return one.row - other.row;
  return one.at < other.at ? -1 : 1;
}

/** By `dataset key`: the number under which people gave a row to somebody. */
async function pinnedNumbers(tx: Db, members: readonly Member[]): Promise<Map<string, string>> {
  const found = new Map<string, string>();
  for (const [code, rows] of Map.groupBy(members, ({ dataset }) => dataset)) {
    const keys = rows.map(({ key }) => key);
    for (const [key, { number }] of await pinsOf(tx, code, keys)) found.set(memberKey(code, key), number);
  }
  return found;
}

interface Known {
  readonly deliveries: DeliveriesByRow;
  readonly how: Awaited<ReturnType<typeof joinedAs>>;
  readonly pinned: ReadonlyMap<string, string>;
}

function reckon(subject: Subject, standing: Standing, known: Known): WordLeft {
  const { members, identifier } = standing;
  const number = identifier === '' ? null : identifier;
  const own = members.flatMap((each) => known.pinned.get(memberKey(each.dataset, each.key)) ?? []);
  const whose = { subject, number, numbers: new Set([...(number === null ? [] : [number]), ...own]) };
  let golden: Golden = { values: {}, origins: {}, confirmed: {} };
  const newest = new Map<string, Member>();
  const spoken = members.flatMap((each) => known.deliveries.get(memberKey(each.dataset, each.key)) ?? []);
  for (const delivery of spoken.toSorted(inOrder)) {
    const { dataset } = delivery;
    const row = memberKey(dataset.code, delivery.key);
    const without = leftOut(dataset, delivery, known.how.get(row) ?? null, whose);
    if (!without) continue;
    const heard = merge(golden, broughtBy(dataset, delivery, without));
    golden = heard.golden;
    const confirms = { ...newest.get(row)?.confirms, ...heard.confirms };
    const { key, batch, at } = delivery;
    newest.set(row, { dataset: dataset.code, key, batch, row: delivery.row, at, confirms });
  }
  // What no delivery gives, a code reckoned from the address say, stays until it is reckoned anew.
  const reckonedValues = Object.fromEntries(
    Object.entries(standing.values).filter(([name]) => !(name in standing.origins)),
  );
  return {
    standing,
    golden: { ...golden, values: { ...reckonedValues, ...golden.values } },
    stay: [...newest.values()],
    go: members.filter((each) => !newest.has(memberKey(each.dataset, each.key))),
  };
}

/**
 * What entities, or sides of them, are by all deliveries of their rows that no rule holds back: as they would be had the
 * others never come. Of the deliveries it reads nothing: they are files, and whoever asks holds the registers.
 */
export async function wordsLeft(
  tx: Db,
  subject: Subject,
  standing: readonly Standing[],
  deliveries: DeliveriesByRow,
): Promise<WordLeft[]> {
  const members = standing.flatMap((each) => each.members);
  const known: Known = {
    deliveries,
    how: await joinedAs(
      tx,
      standing.map(({ id }) => id),
    ),
    pinned: subject.name === 'person' ? await pinnedNumbers(tx, members) : new Map(),
  };
  return standing.map((each) => reckon(subject, each, known));
}
