import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { rolesHeld } from '#platform/base/identity';
import { actsForPoint } from './kinds.ts';

/** Who looks at tasks: the actor, those for whom they stand in, the roles they hold where they now act. */
export interface Reader {
  readonly actor: Actor;
  /** The actor's own id first. */
  readonly people: readonly string[];
  readonly roles: readonly string[];
}

export async function readerOf(context: Context, db: Db): Promise<Reader> {
  const { actor } = context;
  const people = new Set([actor.id]);
  for (const actsFor of context.contributions(actsForPoint))
    for (const id of await actsFor(context, db)) people.add(id);
  const roles = actor.organisation === undefined ? [] : await rolesHeld(db, actor.id, actor.organisation);
  return { actor, people: [...people], roles };
}
