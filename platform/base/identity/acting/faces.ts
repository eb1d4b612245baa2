import type { Actor } from '#kernel/actor';
import type { Context, Services } from '#kernel/context';
import type { Db } from '#kernel/db';
import { findCitizenPerson } from '../citizens.ts';
import { bindMandate, mandateOf } from '../signed-in.ts';
import { readGrants } from '../rules.ts';
import { findActedFor, findDelegates, type CarriedRow } from './delegation-store.ts';
import { mandatePoint, type Mandate } from './mandate.ts';

/** One duty that a colleague carries while its holder is away. */
export interface Carried {
  /** Actor's id of the other one. */
  readonly id: string;
  /** Code of the post that it is a part of. */
  readonly post: string;
  /** Where the post is, and its role. */
  readonly organisation: string | null;
  readonly role: string;
  /** What was handed over and the post still grants. */
  readonly permissions: readonly string[];
  readonly until: string;
}

function carriedOf(id: string, row: CarriedRow): Carried {
  const { post, organisation, role, grants, permissions, endsAt: until } = row;
  const held = readGrants(grants);
  return { id, post, organisation, role, permissions: permissions.filter((each) => held.has(each)), until };
}

/** Whose duties the actor with this id carries now. */
export async function actsFor(db: Db, actorId: string, now: Date): Promise<Carried[]> {
  const rows = await findActedFor(db, actorId, now.toISOString());
  return rows.map((row) => carriedOf(row.fromId, row));
}

/** Who carries the duties of the actor with this id now. */
export async function delegatesOf(db: Db, actorId: string, now: Date): Promise<Carried[]> {
  const rows = await findDelegates(db, actorId, now.toISOString());
  return rows.map((row) => carriedOf(row.toId, row));
}

/** Who may act for this person or company now, as actor ids. */
export const agentsOf = (services: Services, db: Db, subject: string): Promise<string[]> =>
  agentsOfAll(services, db, [subject]);

/** Who may act for one of these now, as actor ids, each once: asked in one go, however many there are. */
export async function agentsOfAll(
  services: Services,
  db: Db,
  subjects: readonly string[],
): Promise<string[]> {
  const sources = services.contributions(mandatePoint);
  const found = await Promise.all(sources.map((source) => source.agents(subjects, db, services)));
  return [...new Set(found.flat())];
}

/** The mandate under which the actor acts now; undefined when they act for themselves. */
export const mandateInForce = (actor: Actor): Mandate | undefined => mandateOf(actor);

/** Somebody who acts under a mandate without a session: whoever is played in a simulated city. */
export function actUnder(actor: Actor, mandate: Mandate): Actor {
  const acting = { ...actor, onBehalfOf: mandate.subject.key };
  bindMandate(acting, mandate);
  return acting;
}

/** The person whose matters the actor deals with: the one they act for, else themselves. */
export async function personInQuestion(context: Context): Promise<string | undefined> {
  const subject = mandateOf(context.actor)?.subject;
  if (subject?.kind === 'person') return subject.key;
  return subject ? undefined : findCitizenPerson(context.db, context.actor.id);
}
