import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import type { Incoming } from '#kernel/record-server';
import { isShown } from '#platform/base/publishing';
import { refuseIf } from './applying.ts';
import { grantedOf } from './store.ts';
import { texts } from './texts.ts';

/** A call rests on a policy that people can read, and never promises less than it has given. */
export async function beforeScheme(incoming: Incoming, context: Context, db: Db): Promise<Incoming> {
  const organisation = incoming['organisation'] ?? context.actor.organisation;
  if (!(await isShown(context, db, String(incoming['article']))))
    throw new Problem(422, 'grants.no-policy', texts.noPolicy);
  const granted = await grantedOf(db, String(incoming['code']));
  refuseIf(Number(incoming['budgetFen']) < granted, 'budget-given', texts.budgetGiven);
  return { ...incoming, organisation };
}
