import type { Adapter, AdapterPayload, ClientMetadata } from 'oidc-provider';
import type { Services } from '#kernel/context';
import type { Seal } from '#engines/crypto-suite';
import { digestOf } from '../token.ts';
import { findApplication, type ApplicationRow } from './application-store.ts';
import {
  consumeItem,
  dropExpired,
  dropGrant,
  dropItem,
  findItem,
  findItemByUid,
  putItem,
  type Item,
} from './item-store.ts';
import { permissionsOf, standardScopes } from './scopes.ts';

/** What ends with its grant; an interaction names one too, and must outlive it. */
const grantable = new Set(['AccessToken', 'AuthorizationCode', 'RefreshToken']);

const day = 24 * 60 * 60 * 1000;

export interface Ways {
  readonly seal: Seal;
  /** The provider's own words for a code or token that somebody else has used a moment before. */
  late(): Error;
}

const permissionOf = (grant: string): string => grant.split('@')[0] ?? grant;

/** An application in the terms of OpenID Connect Dynamic Registration 1.0 §2. */
export function metadataOf(row: ApplicationRow, known: ReadonlyMap<string, unknown>): ClientMetadata {
  // A permission whose module is not in this city is no scope of it.
  const permissions = row.grants.map(permissionOf).filter((permission) => known.has(permission));
  const service = row.kind === 'service';
  return {
    client_id: row.id,
    client_name: row.name.zh,
    'client_name#en': row.name.en,
    application_type: row.kind === 'native' ? 'native' : 'web',
    grant_types: service ? ['client_credentials'] : ['authorization_code', 'refresh_token'],
    response_types: service ? [] : ['code'],
    redirect_uris: [...row.redirectUris],
    post_logout_redirect_uris: [...row.logoutUris],
    token_endpoint_auth_method: row.kind === 'native' ? 'none' : 'client_secret_basic',
    ...(row.secretDigest === null ? {} : { client_secret: row.secretDigest }),
    ...(row.backchannelUri === null
      ? {}
      : { backchannel_logout_uri: row.backchannelUri, backchannel_logout_session_required: true }),
    subject_type: 'pairwise',
    // One sector an application: two applications of one host shall not know a citizen by the same name either.
    scope: (service ? permissions : [...standardScopes, ...permissions]).join(' '),
  };
}

const isValid = ({ revokedAt, expiresAt }: ApplicationRow, now: Date): boolean =>
  revokedAt === null && (expiresAt === null || Date.parse(expiresAt) > now.getTime());

const applications = (services: Services): Adapter => ({
  find: async (id) => {
    const row = await findApplication(services.store.db, id);
    return row && isValid(row, services.clock.now())
      ? (metadataOf(row, permissionsOf(services.modules)) as AdapterPayload)
      : undefined;
  },
  upsert: async () => undefined,
  findByUid: async () => undefined,
  findByUserCode: async () => undefined,
  consume: async () => undefined,
  destroy: async () => undefined,
  revokeByGrantId: async () => undefined,
});

/** What the provider keeps of one model (`AccessToken`, `Session` …), by the digest of its id. */
function items(services: Services, model: string, ways: Ways): Adapter {
  const { db } = services.store;
  const now = () => services.clock.now();
  const read = (item: Item | undefined): AdapterPayload | undefined =>
    item && {
      ...(JSON.parse(ways.seal.open(item.payload, model).toString('utf8')) as AdapterPayload),
      ...(item.consumedAt === null ? {} : { consumed: Math.floor(Date.parse(item.consumedAt) / 1000) }),
    };
  return {
    upsert: async (id, payload, expiresIn) => {
      await putItem(db, model, digestOf(id), {
        payload: ways.seal.close(JSON.stringify(payload), model),
        grantId: grantable.has(model) ? (payload.grantId ?? null) : null,
        uid: payload.uid ?? null,
        expiresAt: expiresIn ? new Date(now().getTime() + expiresIn * 1000).toISOString() : null,
      });
      if (model === 'Interaction') await dropExpired(db, new Date(now().getTime() - day).toISOString());
    },
    find: async (id) => read(await findItem(db, model, digestOf(id), now().toISOString())),
    findByUid: async (uid) => read(await findItemByUid(db, model, uid, now().toISOString())),
    findByUserCode: async () => undefined,
    consume: async (id) => {
      if (!(await consumeItem(db, model, digestOf(id), now().toISOString()))) throw ways.late();
    },
    destroy: (id) => dropItem(db, model, digestOf(id)),
    revokeByGrantId: (grantId) => dropGrant(db, grantId),
  };
}

/** Where the provider keeps things: applications in their own table, everything else as items. */
export const adapterFor = (services: Services, model: string, ways: Ways): Adapter =>
  model === 'Client' ? applications(services) : items(services, model, ways);
