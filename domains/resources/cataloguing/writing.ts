import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { lockRow, readRow, type Incoming } from '#kernel/record-server';
import { fill } from '#kernel/texts';
import { isInForce } from '#platform/data/catalogue';
import { originOf } from './process.ts';
import { Description, Item } from './records.ts';
import { findOffice } from './store.ts';
import { texts } from './texts.ts';

const mendable = new Set(['draft', 'returned']);
const locked = () => new Problem(409, 'cataloguing.locked', texts.locked);

/** A description begins as a draft and is mended as one; its steps are the process' own. */
export async function beforeDescription(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  // Locked, so that nobody hands it in while a file of descriptions is taken.
  const known = await lockRow(context, db, Description, String(incoming['code']));
  if (!known) {
    const provider = incoming['provider'] ?? context.actor.organisation;
    const office = (await findOffice(db)) ?? provider;
    return { ...incoming, provider, office, state: 'draft', account: context.actor.id };
  }
  // Another state than it has: a step, which nobody can say in a form.
  if (incoming['state'] !== undefined && incoming['state'] !== known.state) return incoming;
  if (!mendable.has(known.state)) throw locked();
  // A code that is given out, and whoever answers for it, do not change hands under it.
  if (incoming['provider'] !== undefined && incoming['provider'] !== known.provider)
    throw new Problem(403, 'cataloguing.foreign', texts.foreign);
  return incoming;
}

/** Locked, so that nothing is handed in while its items change. */
async function descriptionOf(context: Context, db: Db, item: string) {
  const code = item.slice(0, item.indexOf('.'));
  const found = await lockRow(context, db, Description, code);
  return { code, found };
}

/** An item belongs to a description that may be mended, and to its department. */
export async function beforeItem(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const { code, found } = await descriptionOf(context, db, String(incoming['code']));
  if (!found) throw new Problem(422, 'cataloguing.no-description', fill(texts.noDescription, { code }));
  if (!mendable.has(found.state)) throw locked();
  return { ...incoming, resource: code, provider: found.provider };
}

export async function beforeItemGoes(
  { key }: { readonly key: string },
  context: Context,
  db: Db,
): Promise<void> {
  const item = await readRow(context, db, Item, key);
  const { found } = await descriptionOf(context, db, key);
  if (item && found && !mendable.has(found.state))
    throw new Problem(409, 'cataloguing.locked', texts.lastItem);
}

/** What the catalogue shows is not taken away beside the process. */
export async function beforeDescriptionGoes(
  { key }: { readonly key: string },
  context: Context,
  db: Db,
): Promise<void> {
  const found = await lockRow(context, db, Description, key);
  const standing = await isInForce(db, key, originOf({ code: key }));
  if (standing || (found && !['draft', 'returned', 'refused', 'withdrawn'].includes(found.state)))
    throw locked();
}
