import { randomBytes } from 'node:crypto';
import type { Context } from '#kernel/context';
import type { Db } from '#kernel/db';
import { notFound, Problem } from '#kernel/problem';
import { fill } from '#kernel/texts';
import type { ClientSecret, NewApplication } from '../contract.ts';
import { requireGrants } from '../clients.ts';
import { texts } from '../texts.ts';
import { digestOf, newToken } from '../token.ts';
import { findApplication, insertApplication, markRevoked, setSecret } from './application-store.ts';
import { redirectFault } from './redirect-rules.ts';

/** @throws Problem 422 `identity.bad-redirect` */
function requireSound(asked: NewApplication): void {
  if (asked.kind === 'service') return;
  const kind = asked.kind;
  const back = asked.backchannelUri === undefined ? [] : [asked.backchannelUri];
  const bad =
    [...asked.redirectUris, ...asked.logoutUris].find((uri) => redirectFault(kind, uri) !== null) ??
    back.find((uri) => redirectFault('web', uri) !== null);
  if (bad !== undefined || asked.redirectUris.length === 0)
    throw new Problem(422, 'identity.bad-redirect', fill(texts.badRedirect, { uri: bad ?? '' }));
}

const tell = (context: Context, tx: Db, detail: Readonly<Record<string, unknown>>): Promise<void> =>
  context.ledger(tx, { action: 'administer', resource: 'identity.application', subjects: [], detail });

/**
 * Registers an application. Its secret, unless it is a native one, is given back once and kept as a digest.
 * @throws Problem 422 `identity.bad-redirect`, `identity.bad-grant`, 409 `identity.duties-clash`
 */
export async function createApplication(
  context: Context,
  tx: Db,
  asked: NewApplication,
): Promise<ClientSecret> {
  await requireGrants(context, tx, asked.name.zh, asked.grants);
  requireSound(asked);
  const id = `app-${randomBytes(9).toString('hex')}`;
  const secret = asked.kind === 'native' ? '' : newToken();
  await insertApplication(tx, {
    ...asked,
    id,
    organisation: asked.organisation ?? null,
    backchannelUri: asked.backchannelUri ?? null,
    expiresAt: asked.expiresAt ?? null,
    secretDigest: secret === '' ? null : digestOf(secret),
    createdAt: context.clock.now().toISOString(),
    createdBy: context.actor.id,
    revokedAt: null,
  });
  await tell(context, tx, { done: 'created', application: id, kind: asked.kind, grants: [...asked.grants] });
  return { id, secret };
}

/** Nothing that was given to it works any more. */
export async function revokeApplication(context: Context, tx: Db, id: string): Promise<void> {
  if (!(await markRevoked(tx, id, context.clock.now().toISOString())))
    throw notFound({ zh: '应用', en: 'application' }, id);
  await tell(context, tx, { done: 'revoked', application: id });
}

/** A new secret in place of the old one, which ends at once. */
export async function renewSecret(context: Context, tx: Db, id: string): Promise<ClientSecret> {
  const known = await findApplication(tx, id);
  if (!known || known.secretDigest === null) throw notFound({ zh: '应用密钥', en: 'application secret' }, id);
  const secret = newToken();
  await setSecret(tx, id, digestOf(secret));
  await tell(context, tx, { done: 'secret-renewed', application: id });
  return { id, secret };
}
