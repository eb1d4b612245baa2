import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { getDatasetEver, type Dataset } from '#platform/data/catalogue';
import { recognisedBy } from '../golden-row.ts';
import type { How } from '../linked-shapes.ts';
import { merge, type Brought, type Golden } from '../rules.ts';
import { subjects, type Subject } from '../subjects.ts';
import { deliveriesOf, joinedAs, type Delivery } from './deliveries-store.ts';

/** What one delivery says of a person: with a number all of it, recognised without one what it was not recognised by. */
export function broughtBy(
  dataset: Dataset,
  { batch, row, at, values }: Delivery,
  without: ReadonlySet<string>,
): Brought[] {
  return dataset.fields.flatMap(({ name, feeds }) => {
    const value = values[name];
    if (!feeds || !value || without.has(feeds.attribute)) return [];
    const { attribute, authority } = feeds;
    return [{ attribute, value, origin: { dataset: dataset.code, batch, row, at, authority } }];
  });
}

const numberOf = ({ identifier }: Subject, dataset: Dataset, { values }: Delivery): string | null => {
  const field = dataset.fields.find(({ feeds }) => feeds?.attribute === identifier);
  return (field && values[field.name]) ?? null;
};

const isLinked = (how: How | null, { batch, row }: Delivery): boolean =>
  how?.rows.some(([of, at]) => of === batch && at === row) ?? false;

export interface Numbers {
  readonly subject: Subject;
  /** That of the side; null when it has none. */
  readonly number: string | null;
  /** Those under which its rows may have come. */
  readonly numbers: ReadonlySet<string>;
}

/** What a delivery does not say of the side whose row it is; undefined when it says nothing of it at all. */
// oxlint-disable-next-line max-params -- of this dataset's delivery, that joined so, under these numbers
export function leftOut(
  dataset: Dataset,
  delivery: Delivery,
  how: How | null,
  { subject, number: own, numbers }: Numbers,
): ReadonlySet<string> | undefined {
  const number = numberOf(subject, dataset, delivery);
  const byNumber = !delivery.blocked && number !== null && numbers.has(number);
  if (!byNumber && !isLinked(how, delivery)) return undefined;
  if (!byNumber && !how?.founded) return recognisedBy;
  return new Set(number === own ? [] : [subject.identifier]);
}

/**
 * What some rows say by themselves, from all of their deliveries: for rows that people give from one side to another.
 */
export async function goldenOf(
  context: Context,
  tx: Db,
  of: Omit<Numbers, 'subject'> & {
    readonly sides: readonly string[];
    readonly rows: readonly { readonly dataset: string; readonly key: string }[];
  },
): Promise<Golden> {
  const how = await joinedAs(tx, of.sides);
  const whose = { ...of, subject: subjects.person };
  let golden: Golden = { values: {}, origins: {}, confirmed: {} };
  for (const [code, rows] of Map.groupBy(of.rows, ({ dataset }) => dataset)) {
    const dataset = await getDatasetEver(tx, code);
    const keys = rows.map(({ key }) => key);
    for (const delivery of await deliveriesOf(context, tx, dataset, keys)) {
      const without = leftOut(dataset, delivery, how.get(`${code} ${delivery.key}`) ?? null, whose);
      if (without) golden = merge(golden, broughtBy(dataset, delivery, without)).golden;
    }
  }
  return golden;
}
