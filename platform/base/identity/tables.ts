import type { Generated } from 'kysely';
import type { Db } from '#kernel/db';

/** The tables of this module as its SQL sees them. */
// oxlint-disable-next-line consistent-type-definitions -- Kysely wants an index signature, which an interface has not
export type IdentityTables = {
  'identity.role': {
    code: string;
    title_zh: string;
    title_en: string;
    duty: string | null;
    grants: string[];
  };
  'identity.account': {
    account: string;
    id: Generated<string>;
    name: string;
    kind: string;
    suspended: boolean;
    supervisor: string | null;
    expires_on: string | null;
    simulated: Generated<boolean>;
    source: Generated<string>;
    recorded_by: Generated<string>;
    recorded_at: Generated<string>;
    valid_from: Generated<string>;
    withdrawn_at: string | null;
  };
  'identity.post': {
    code: string;
    account: string;
    organisation: string | null;
    role: string;
    division: string | null;
    simulated: Generated<boolean>;
    source: Generated<string>;
    recorded_by: Generated<string>;
    recorded_at: Generated<string>;
    valid_from: Generated<string>;
    withdrawn_at: string | null;
  };
  'identity.delegation': {
    id: string;
    from_account: string;
    from_post: string;
    to_account: string;
    starts_at: string;
    ends_at: string;
    basis: string;
    permissions: string[];
    created_at: string;
    revoked_at: string | null;
  };
  'identity.second_factor': {
    account: string;
    secret: string;
    confirmed_at: string | null;
    last_step: number;
    recovery: string[];
  };
  'identity.contractor_use': { account: string; day: string; requests: number };
  'identity.credential': { account: string; password: string; changed_at: string };
  'identity.citizen': { account: string; number_digest: string; person: string | null };
  'identity.failure': {
    name_digest: string;
    failures: number;
    last_at: string;
    locked_until: string | null;
  };
  'identity.session': {
    id: string;
    token_digest: string;
    account: string;
    post: string | null;
    begun_at: string;
    seen_at: string;
    ends_at: string;
    ended_at: string | null;
    second_factor_at: Generated<string | null>;
    acting: Generated<string | null>;
    kiosk: Generated<string | null>;
    device: Generated<string | null>;
    place: Generated<string | null>;
  };
  'identity.assurance': { account: string; level: 1 | 2 | 3; basis: string; at: string; by: string };
  'identity.outside_link': {
    provider: string;
    subject_digest: string;
    account: string;
    linked_at: string;
    last_at: string;
  };
  'identity.outside_attempt': {
    state_digest: string;
    provider: string;
    browser_digest: string;
    payload: string;
    account: string | null;
    expires_at: string;
  };
  'identity.kiosk': {
    code: string;
    title_zh: string;
    title_en: string;
    organisation: string;
    place: string;
    certificate: string | null;
    network: string | null;
    alone: string;
    with_person: string;
    withdrawn_at: string | null;
  };
  'identity.kiosk_key': { kiosk: string; key_digest: string; made_at: string; made_by: string };
  'identity.client': {
    id: string;
    name: string;
    organisation: string | null;
    secret_digest: string;
    grants: string[];
    created_at: string;
    created_by: string;
    expires_at: string | null;
    used_at: string | null;
    revoked_at: string | null;
  };
  'identity.application': {
    id: string;
    name_zh: string;
    name_en: string;
    kind: string;
    audience: string;
    organisation: string | null;
    secret_digest: string | null;
    redirect_uris: string[];
    logout_uris: string[];
    backchannel_uri: string | null;
    grants: string[];
    trusted: boolean;
    inside: boolean;
    created_at: string;
    created_by: string;
    expires_at: string | null;
    revoked_at: string | null;
  };
  'identity.entered': {
    id: string;
    session: string;
    way: string;
    target: string;
    mark: string;
    account: string;
    entered_at: string;
    told_at: string | null;
  };
  'identity.oidc_item': {
    model: string;
    key: string;
    payload: string;
    grant_id: string | null;
    uid: string | null;
    expires_at: string | null;
    consumed_at: string | null;
  };
};

export const tables = (db: Db) => db.withTables<IdentityTables>();
