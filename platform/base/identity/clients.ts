import { randomBytes } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import { insertClient } from './client-store.ts';
import type { ClientSecret } from './contract.ts';
import { putRisk } from './risk/note.ts';
import { assessPrivilege } from './risk/rules.ts';
import { auditsSome, grantPattern, isPrivileged, unitesDuties } from './rules.ts';
import { sessionOf } from './signed-in.ts';
import { texts } from './texts.ts';
import { digestOf, newToken } from './token.ts';

export interface NewClientAsked {
  readonly name: string;
  /** The organisation that the program belongs to; its department scope. */
  readonly organisation?: string | undefined;
  /** `registers:read@department`; the whole city when no scope is said. */
  readonly permissions: readonly string[];
  readonly expiresAt?: string | undefined;
}

/**
 * What a program may be given: nobody has it administer and audit at once, and no administrator has one look at what
 * administrators do. Whoever watches over the platform gets to know.
 * @throws Problem 422 `identity.bad-grant`, 409 `identity.duties-clash`
 */
export async function requireGrants(
  context: Context,
  tx: Db,
  program: string,
  grants: readonly string[],
): Promise<void> {
  const wrong = grants.find((grant) => !grantPattern.test(grant));
  if (wrong !== undefined)
    throw new Problem(422, 'identity.bad-grant', fill(texts.badGrant, { grant: wrong }));
  const known = sessionOf(context.actor);
  if (unitesDuties(grants) || (known && auditsSome(grants)))
    throw new Problem(409, 'identity.duties-clash', texts.dutiesClash);
  const privileged =
    isPrivileged({ duty: null, grants }) ||
    auditsSome(grants) ||
    grants.some((each) => each.startsWith('identity:'));
  if (known) await putRisk(context, tx, assessPrivilege(program, privileged), known.account);
}

/**
 * Makes an API client. Its secret is given back once and kept nowhere.
 * @throws Problem 422 `identity.bad-grant`, 409 `identity.duties-clash`
 */
export async function createClient(context: Context, tx: Db, asked: NewClientAsked): Promise<ClientSecret> {
  await requireGrants(context, tx, asked.name, asked.permissions);
  const id = `client-${randomBytes(9).toString('hex')}`;
  const secret = newToken();
  await insertClient(tx, {
    id,
    name: asked.name,
    organisation: asked.organisation ?? null,
    secretDigest: digestOf(secret),
    grants: asked.permissions,
    createdAt: context.clock.now().toISOString(),
    createdBy: context.actor.id,
    expiresAt: asked.expiresAt ?? null,
  });
  await context.ledger(tx, {
    action: 'administer',
    resource: 'identity.client',
    subjects: [],
    detail: { done: 'created', client: id, grants: [...asked.permissions] },
  });
  return { id, secret };
}
