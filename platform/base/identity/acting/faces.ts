import type { Actor } from '#kernel/actor';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { findCitizenPerson } from '../citizens.ts';
import { mandateOf } from '../signed-in.ts';
import { findActedFor, findDelegates } from './delegation-store.ts';
import type { Mandate } from './mandate.ts';

/** One duty that a colleague carries while its holder is away. */
export interface Carried {
  /** Actor's id of the other one. */
  readonly id: string;
  /** Code of the post that it is a part of. */
  readonly post: string;
  readonly permissions: readonly string[];
  readonly until: string;
}

/** Whose duties the actor with this id carries now. */
export async function actsFor(db: Db, actorId: string, now: Date): Promise<Carried[]> {
  const rows = await findActedFor(db, actorId, now.toISOString());
  return rows.map(({ fromId, post, permissions, endsAt }) => ({
    id: fromId,
    post,
    permissions,
    until: endsAt,
  }));
}

/** Who carries the duties of the actor with this id now. */
export async function delegatesOf(db: Db, actorId: string, now: Date): Promise<Carried[]> {
  const rows = await findDelegates(db, actorId, now.toISOString());
  return rows.map(({ toId, post, permissions, endsAt }) => ({ id: toId, post, permissions, until: endsAt }));
}

/** The mandate under which the actor acts now; undefined when they act for themselves. */
export const mandateInForce = (actor: Actor): Mandate | undefined => mandateOf(actor);

/** The person whose matters the actor deals with: the one they act for, else themselves. */
export async function personInQuestion(context: Context): Promise<string | undefined> {
  const subject = mandateOf(context.actor)?.subject;
  if (subject?.kind === 'person') return subject.key;
  return subject ? undefined : findCitizenPerson(context.db, context.actor.id);
}
