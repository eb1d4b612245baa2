-- Applications that let people sign in here by OpenID Connect, or that act in their own name (client credentials).
create table identity.application (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  kind text not null check (kind in ('web', 'native', 'service')),
  audience text not null check (audience in ('official', 'citizen', 'everyone')),
  organisation text,
  secret_digest text,
  redirect_uris text[] not null,
  logout_uris text[] not null,
  backchannel_uri text,
  grants text[] not null,
  trusted boolean not null,
  created_at timestamptz(3) not null,
  created_by text not null,
  expires_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index application_created on identity.application (created_at, id);

-- What the provider remembers: sessions, interactions, grants, codes and tokens. `key` is a digest, `payload` sealed: a copy
-- of this table holds no token that works.
create table identity.oidc_item (
  model text not null,
  key text not null,
  payload text not null,
  grant_id text,
  uid text,
  expires_at timestamptz(3),
  consumed_at timestamptz(3),
  primary key (model, key)
);
create index oidc_item_grant on identity.oidc_item (grant_id);
create index oidc_item_uid on identity.oidc_item (uid);
create index oidc_item_expires on identity.oidc_item (expires_at);
