import type { Actor, ActorKind } from '#kernel/actor';
import { Problem } from '#kernel/problem';
import { readGrants } from './rules.ts';
import type { Mandate } from './acting/mandate.ts';
import type { AccountRow, PostRow } from './store.ts';
import { texts } from './texts.ts';

/** What this module knows of somebody who came with a session, beside the actor that everybody sees. */
export interface SignedInAs {
  readonly session: string;
  readonly account: string;
  readonly post: string | null;
  /** Still to prove a second factor: no rights until then. */
  readonly unproved: boolean;
  /** The choice by which they act for another; null for themselves. */
  readonly acting: string | null;
  /** The kiosk before which they stand. */
  readonly kiosk: string | null;
}

const mandates = new WeakMap<Actor, Mandate>();

/** The mandate under which somebody acts now. */
export const mandateOf = (actor: Actor): Mandate | undefined => mandates.get(actor);

export const bindMandate = (actor: Actor, mandate: Mandate): void => void mandates.set(actor, mandate);

const signedIn = new WeakMap<Actor, SignedInAs>();

/** The session that an actor came with; undefined for clients, the platform itself and strangers. */
export const sessionOf = (actor: Actor): SignedInAs | undefined => signedIn.get(actor);

const kinds = new Set(['citizen', 'agent', 'contractor']);

const kindOf = (kind: string): ActorKind => (kinds.has(kind) ? (kind as ActorKind) : 'official');

/** What a post grants; to a contractor never the sight of personal data, whatever the role says. */
function grantsOf({ kind }: AccountRow, post: PostRow | undefined): Actor['grants'] {
  const held = readGrants(post?.grants ?? []);
  if (kind !== 'contractor') return held;
  return new Map([...held].filter(([permission]) => !permission.endsWith(':reveal')));
}

/** The actor of an account in one of its posts, without a session: somebody who comes through an application. */
export const actorOf = (account: AccountRow, post: PostRow | undefined): Actor => ({
  id: account.id,
  kind: kindOf(account.kind),
  name: account.name,
  organisation: post?.organisation ?? undefined,
  division: post?.division ?? undefined,
  ...(account.kind === 'citizen' ? { realName: account.level ?? 1 } : {}),
  grants: grantsOf(account, post),
});

export interface SessionFacts {
  readonly id: string;
  /** When a second factor was proved in it. */
  readonly secondFactorAt: string | null;
  /** The post's rights hold only after a second factor, which is still to be proved. */
  readonly unproved: boolean;
  readonly kiosk?: string | null;
}

/** The actor of an account in one of its posts, who came with a session. */
export function actorIn(account: AccountRow, post: PostRow | undefined, facts: SessionFacts): Actor {
  const { id: session, secondFactorAt, unproved } = facts;
  const actor: Actor = {
    ...actorOf(account, post),
    ...(secondFactorAt === null ? {} : { secondFactorAt: Date.parse(secondFactorAt) }),
    ...(unproved ? { grants: new Map() } : {}),
  };
  signedIn.set(actor, {
    session,
    account: account.account,
    post: post?.code ?? null,
    unproved,
    acting: null,
    kiosk: facts.kiosk ?? null,
  });
  return actor;
}

/** Somebody who came with a session and acts for another in it. */
export function actorActing(
  acting: { readonly actor: Actor; readonly mandate?: Mandate | undefined },
  who: { readonly account: string; readonly choice: string },
  { id: session, secondFactorAt, unproved, kiosk = null }: SessionFacts,
): Actor {
  const actor: Actor = {
    ...acting.actor,
    ...(secondFactorAt === null ? {} : { secondFactorAt: Date.parse(secondFactorAt) }),
    ...(unproved ? { grants: new Map() } : {}),
  };
  // Without a post of their own: nobody enters an application, or hands on, what they hold for another.
  signedIn.set(actor, { session, account: who.account, post: null, unproved, acting: who.choice, kiosk });
  if (acting.mandate) bindMandate(actor, acting.mandate);
  return actor;
}

/** @throws Problem 401 `identity.sign-in-needed`, 403 `identity.no-session` for a client or device */
export function requireSession(actor: Actor): SignedInAs {
  const known = signedIn.get(actor);
  if (known) return known;
  if (actor.kind === 'anonymous' || actor.kind === 'kiosk')
    throw new Problem(401, 'identity.sign-in-needed', texts.nobodySignedIn);
  throw new Problem(403, 'identity.no-session', texts.cannotSignIn);
}

/** The kiosk at which somebody stands, or which asks by itself. */
export const kioskCodeOf = (actor: Actor): string | null =>
  actor.kind === 'kiosk' ? actor.id.replace(/^kiosk:/, '') : (signedIn.get(actor)?.kiosk ?? null);

/** The same person with fewer rights: at a kiosk. */
export function withGrants(actor: Actor, grants: Actor['grants']): Actor {
  const fewer: Actor = { ...actor, grants };
  const known = signedIn.get(actor);
  if (known) signedIn.set(fewer, known);
  const mandate = mandates.get(actor);
  if (mandate) mandates.set(fewer, mandate);
  return fewer;
}
