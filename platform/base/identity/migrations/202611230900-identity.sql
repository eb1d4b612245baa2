-- Roles as the city's roles.yaml says them; a post names one.
create table identity.role (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  duty text,
  grants text[] not null
);

-- Who may sign in. Secrets lie apart, in identity.credential, so that no list, export or snapshot can carry one.
create table identity.account (
  account text primary key,
  id text not null unique default gen_random_uuid()::text,
  name text not null,
  kind text not null check (kind in ('official', 'citizen', 'agent')),
  suspended boolean not null default false
);
select kernel.record_table('identity.account', 'account');

-- What a person does where: one account, several posts.
create table identity.post (
  code text primary key,
  account text not null references identity.account,
  organisation text,
  role text not null,
  division text
);
select kernel.record_table('identity.post', 'code');
create index post_account on identity.post (account);

create table identity.credential (
  account text primary key references identity.account,
  password text not null,
  changed_at timestamptz(3) not null
);

-- Whose data a citizen's account opens: the number only as a keyed digest.
create table identity.citizen (
  account text primary key references identity.account,
  number_digest text not null unique,
  person text unique
);

-- Failures by the digest of the name that was typed, whether such an account exists or not: both look the same from outside.
create table identity.failure (
  name_digest text primary key,
  failures integer not null,
  last_at timestamptz(3) not null,
  locked_until timestamptz(3)
);
create index failure_last on identity.failure (last_at);

create table identity.session (
  id text primary key,
  token_digest text not null unique,
  account text not null references identity.account,
  post text,
  begun_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  ended_at timestamptz(3)
);
create index session_account on identity.session (account, seen_at);

create table identity.client (
  id text primary key,
  name text not null,
  organisation text,
  secret_digest text not null,
  grants text[] not null,
  created_at timestamptz(3) not null,
  created_by text not null,
  expires_at timestamptz(3),
  used_at timestamptz(3),
  revoked_at timestamptz(3)
);
create index client_created on identity.client (created_at, id);
