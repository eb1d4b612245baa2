import type { Actor, ActorKind } from '#kernel/actor';
import { Problem } from '#kernel/problem';
import { readGrants } from './rules.ts';
import type { AccountRow, PostRow } from './store.ts';
import { texts } from './texts.ts';

/** What this module knows of somebody who came with a session, beside the actor that everybody sees. */
export interface SignedInAs {
  readonly session: string;
  readonly account: string;
  readonly post: string | null;
}

const signedIn = new WeakMap<Actor, SignedInAs>();

/** The session that an actor came with; undefined for clients, the platform itself and strangers. */
export const sessionOf = (actor: Actor): SignedInAs | undefined => signedIn.get(actor);

const kindOf = (kind: string): ActorKind => (kind === 'citizen' || kind === 'agent' ? kind : 'official');

/** The actor of an account in one of its posts, without a session: somebody who comes through an application. */
export const actorOf = (account: AccountRow, post: PostRow | undefined): Actor => ({
  id: account.id,
  kind: kindOf(account.kind),
  name: account.name,
  organisation: post?.organisation ?? undefined,
  division: post?.division ?? undefined,
  grants: readGrants(post?.grants ?? []),
});

/** The actor of an account in one of its posts, who came with a session. */
export function actorIn(account: AccountRow, post: PostRow | undefined, session: string): Actor {
  const actor = actorOf(account, post);
  signedIn.set(actor, { session, account: account.account, post: post?.code ?? null });
  return actor;
}

/** @throws Problem 401 `identity.sign-in-needed`, 403 `identity.no-session` for a client or device */
export function requireSession(actor: Actor): SignedInAs {
  const known = signedIn.get(actor);
  if (known) return known;
  if (actor.kind === 'anonymous') throw new Problem(401, 'identity.sign-in-needed', texts.nobodySignedIn);
  throw new Problem(403, 'identity.no-session', texts.cannotSignIn);
}
