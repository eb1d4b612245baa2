import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { actsFor, type Carried } from '#platform/base/identity';
import type { StandIn } from './kinds.ts';

const duties = (context: Context, db: Db): Promise<Carried[]> =>
  actsFor(db, context.actor.id, context.clock.now());

/**
 * Colleagues who handed their tasks over while they are away: what waits in their hands for the organisation of the post
 * that was handed over, until its last day, as long as the post itself still grants it.
 */
export async function delegators(context: Context, db: Db): Promise<StandIn[]> {
  const carried = await duties(context, db);
  return carried
    .filter(({ permissions }) => permissions.includes('tasks:own'))
    .map(({ id, organisation }) => ({ id, owner: organisation }));
}

/** The role in which an actor acts for a colleague now: whose pool's tasks they may take in the colleague's place. */
export async function roleActedIn(context: Context, db: Db): Promise<string[]> {
  const { onBehalfOf, organisation } = context.actor;
  if (onBehalfOf === undefined || organisation === undefined) return [];
  const carried = await duties(context, db);
  return carried
    .filter((each) => each.id === onBehalfOf && each.organisation === organisation)
    .map(({ role }) => role);
}
