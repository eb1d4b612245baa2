import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import type { Permission } from '#kernel/operation';
import { findCitizenPerson } from '../citizens.ts';
import { mandateOf, sessionOf } from '../signed-in.ts';
import { mandatePoint } from './mandate.ts';

/**
 * In whose name an actor deals with matters that were begun by accounts, some of them on behalf of another. Such a matter
 * is its party's: of whom the account acted for, else of the account.
 */
export interface Parties {
  /** The actor's account, whose own matters these are; undefined while they act for another. */
  readonly account: string | undefined;
  /** Keys of those on whose behalf matters were begun that are dealt with now: the one acted for, or the actor themselves. */
  readonly keys: readonly string[];
  /** Keys of those for whom the actor may act, and does not now: their matters are seen, and dealt with after changing over. */
  readonly others: readonly string[];
}

/** Whom the actor may act for by mandates that stand now and open this permission. */
async function mandated(context: Context, db: Db, permission: Permission, person: string | undefined) {
  const { id, kind } = context.actor;
  const holder = { account: sessionOf(context.actor)?.account ?? id, id, kind, person };
  const found = await Promise.all(
    context.contributions(mandatePoint).map((source) => source.list(holder, db, context)),
  );
  return found
    .flat()
    .filter(({ permissions }) => permissions?.includes(permission) ?? true)
    .map(({ subject }) => subject.key);
}

/**
 * Whose matters the actor sees and deals with in what this permission is for. Asked anew each time: with a mandate that is
 * withdrawn goes the sight of what was done under it; whoever else acts for the same one, and that one, keep it.
 */
export async function partiesOf(
  context: Context,
  permission: Permission,
  db: Db = context.db,
): Promise<Parties> {
  const { actor } = context;
  const subject = mandateOf(actor)?.subject.key ?? actor.onBehalfOf;
  if (subject !== undefined) return { account: undefined, keys: [subject], others: [] };
  const person = await findCitizenPerson(db, actor.id);
  const keys = person === undefined ? [actor.id] : [actor.id, person];
  return { account: actor.id, keys, others: await mandated(context, db, permission, person) };
}
