import type { Configuration, Provider } from 'oidc-provider';
import type { Services } from '#kernel/context';
import type { Db, Store } from '#kernel/db';
import { secretFile } from '../secret-file.ts';
import { passwordChangedAt } from '../credential-store.ts';
import { sealOf } from '../sealing.ts';
import { digestOf, sameDigest } from '../token.ts';
import { adapterFor } from './adapter.ts';
import { findApplication } from './application-store.ts';
import { follow } from './follow.ts';
import { features, ttl } from './features.ts';
import { errorPage } from './html.ts';
import { issuerOf } from './issuer.ts';
import { outgoingFetch } from './outgoing-fetch.ts';
import { keysChangedAt, signingKeys } from './keys.ts';
import { claimsOf, findPerson, mayEnter, subjectOf, type Person } from './people.ts';
import { grantFor, interactionPolicyOf } from './policy.ts';
import { permissionsOf, standardScopes } from './scopes.ts';

type Library = typeof import('oidc-provider');

/** What was given while the account was in other hands ends with the password that they knew. @param given in seconds */
async function isOutlived(db: Db, { account }: Person, given: number | undefined): Promise<boolean> {
  const changedAt = await passwordChangedAt(db, account.account);
  return changedAt !== undefined && ((given ?? 0) + 1) * 1000 < Date.parse(changedAt);
}

/** What is said here holds for every application; what differs stands in its metadata (`adapter.ts`). */
async function configurationOf(services: Services, library: Library): Promise<Configuration> {
  const { config, modules, store } = services;
  const cookieKey = await secretFile(config, 'oidc-cookie.key');
  const subjectKey = await secretFile(config, 'oidc-subject.key');
  const ways = {
    seal: await sealOf(services),
    late: () => new library.errors.InvalidGrant('grant was used a moment ago'),
  };
  const secure = issuerOf(config).startsWith('https:');
  const cookie = { httpOnly: true, sameSite: 'lax', secure, signed: true } as const;
  return {
    adapter: (model: string) => adapterFor(services, model, ways),
    jwks: await signingKeys(config),
    cookies: { keys: [cookieKey.toString('base64url')], long: cookie, short: cookie },
    scopes: [...standardScopes, ...permissionsOf(modules).keys()],
    claims: {
      openid: ['sub'],
      profile: ['name', 'account_kind', 'preferred_username'],
      org: ['organisation', 'organisation_name', 'division', 'post', 'role', 'posts', 'permissions'],
    },
    subjectTypes: ['pairwise'],
    pairwiseIdentifier: async (_ctx, accountId, client) => {
      const person = await findPerson(store.db, accountId, services.clock.now());
      // Somebody who has left is known by nobody: the name belongs to no account.
      return person ? subjectOf(subjectKey, person, client.clientId) : digestOf(accountId);
    },
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['client_secret_basic', 'none'],
    enabledJWA: { idTokenSigningAlgValues: ['RS256', 'ES256'] },
    features,
    interactions: {
      policy: interactionPolicyOf(library),
      url: (_ctx, interaction) => `/oidc/interaction/${interaction.uid}`,
    },
    fetch: outgoingFetch(services),
    findAccount: async (ctx, id, token) => {
      const person = await findPerson(store.db, id, services.clock.now());
      const application = ctx.oidc.client?.clientId ?? '';
      const known = await findApplication(store.db, application);
      if (!person || (known && !mayEnter(known.audience, person.account.kind))) return undefined;
      if (token?.kind === 'RefreshToken' && (await isOutlived(store.db, person, token.iiat ?? token.iat)))
        return undefined;
      return {
        accountId: id,
        claims: async () => ({ sub: id, ...(await claimsOf(services, person, application)) }),
      };
    },
    loadExistingGrant: grantFor,
    rotateRefreshToken: true,
    renderError: (ctx, out) => {
      ctx.type = 'html';
      ctx.body = errorPage(out.error, out.error_description);
    },
    ttl,
  };
}

async function makeProvider(services: Services): Promise<Provider> {
  // Loaded when the first application comes: most starts never need it.
  const library = await import('oidc-provider');
  const provider = new library.Provider(issuerOf(services.config), await configurationOf(services, library));
  provider.proxy = true;
  // The secret is kept as a digest, and what is kept is what is compared.
  Object.assign(provider.Client.prototype, {
    compareClientSecret(this: { clientSecret?: string }, given: string) {
      return sameDigest(digestOf(given), this.clientSecret ?? '');
    },
  });
  follow(provider);
  return provider;
}

interface Opened {
  readonly changedAt: number;
  readonly provider: Promise<Provider>;
}

const opened = new WeakMap<Store, Opened>();

/** The provider of this platform, with the keys that are in force now. */
export async function openProvider(services: Services): Promise<Provider> {
  const changedAt = await keysChangedAt(services.config);
  const known = opened.get(services.store);
  if (known && known.changedAt === changedAt) return known.provider;
  const provider = makeProvider(services);
  // The first opening makes the keys: the time of the file is known after it.
  await provider;
  opened.set(services.store, { changedAt: await keysChangedAt(services.config), provider });
  return provider;
}
