import type { AccessToken, Provider } from 'oidc-provider';
import type { Actor } from '#kernel/actor';
import type { Services } from '#kernel/context';
import { Problem } from '#kernel/problem';
import { visitStands } from '../leaving/entered-store.ts';
import { intersectGrants, readGrants } from '../rules.ts';
import { actorOf } from '../signed-in.ts';
import { texts } from '../texts.ts';
import { findApplication } from './application-store.ts';
import { findPerson, mayEnter } from './people.ts';
import { openProvider } from './provider.ts';

const invalid = new Problem(401, 'identity.token-invalid', texts.tokenInvalid);

const scopesOf = (scope: string | undefined) =>
  new Map((scope ?? '').split(' ').map((each) => [each, 'city'] as const));

/**
 * A token lives no longer than the consent it came from, and, unless it may be used while the person is away, than their
 * session: the provider's, and that of the platform in which they came.
 */
async function stillStands(services: Services, provider: Provider, token: AccessToken): Promise<boolean> {
  if (!token.grantId || !(await provider.Grant.find(token.grantId))) return false;
  return token.expiresWithSession ? sessionStands(services, provider, token) : true;
}

async function sessionStands(
  { store, clock }: Services,
  provider: Provider,
  { sessionUid, accountId, clientId = '' }: AccessToken,
): Promise<boolean> {
  const session = sessionUid ? await provider.Session.findByUid(sessionUid) : undefined;
  const mark = session?.accountId === accountId ? session?.sidFor(clientId) : undefined;
  return mark ? visitStands(store.db, { target: clientId, mark }, clock.now().toISOString()) : false;
}

async function personActor(services: Services, provider: Provider, token: AccessToken): Promise<Actor> {
  const person = await findPerson(services.store.db, token.accountId, services.clock.now());
  if (!person || !(await stillStands(services, provider, token))) throw invalid;
  return actorOf(person.account, person.post);
}

/** @throws Problem 401 for a token of an application that was revoked or has expired: the provider finds none */
async function applicationOf(services: Services, provider: Provider, id: string | undefined) {
  const known = id !== undefined && (await provider.Client.find(id)) !== undefined;
  const application = known ? await findApplication(services.store.db, id) : undefined;
  if (!application) throw invalid;
  return application;
}

/**
 * Who acts by an access token of our own provider (RFC 6750): a person through an application, with what both the person
 * and the application may do and the token says; or an application in its own name.
 * @throws Problem 401 `identity.token-invalid`
 */
export async function bearerActor(header: string, services: Services): Promise<Actor> {
  const value = header.slice('bearer '.length).trim();
  const provider = await openProvider(services);
  const token = await provider.AccessToken.find(value);
  const given = token ?? (await provider.ClientCredentials.find(value));
  const application = await applicationOf(services, provider, given?.clientId);
  const most = intersectGrants(readGrants(application.grants), scopesOf(given?.scope));
  if (token) {
    const actor = await personActor(services, provider, token);
    if (!mayEnter(application.audience, actor.kind)) throw invalid;
    return { ...actor, grants: intersectGrants(actor.grants, most), through: application.id };
  }
  return {
    id: application.id,
    kind: 'client',
    name: application.name.zh,
    organisation: application.organisation ?? undefined,
    grants: most,
  };
}
