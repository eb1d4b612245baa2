-- What happened to accounts that somebody who watches over the platform should know of; kept for KEEP_RISKS_DAYS.
create table identity.risk (
  id text primary key,
  at timestamptz(3) not null,
  kind text not null,
  level text not null check (level in ('info', 'notice', 'warning', 'high')),
  account text,
  place text,
  device text,
  reason_zh text not null,
  reason_en text not null,
  seen_at timestamptz(3),
  seen_by text,
  finding text
);
select kernel.record_table('identity.risk', 'id', false);
create index risk_at on identity.risk (at, id);
create index risk_account on identity.risk (account, at);

-- Failed sign-ins of the last hour by network: the typed name as a digest, for counting only.
create table identity.sign_in_failure (
  at timestamptz(3) not null,
  place text not null,
  name_digest text not null
);
create index sign_in_failure_at on identity.sign_in_failure (at);
create index sign_in_failure_place on identity.sign_in_failure (place, at);

-- Where and with what an account was used before.
create table identity.familiar (
  account text not null references identity.account,
  kind text not null check (kind in ('device', 'place')),
  what text not null,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  primary key (account, kind, what)
);

-- With what and from which network a session was begun: for the list of one's own.
alter table identity.session add column device text;
alter table identity.session add column place text;
