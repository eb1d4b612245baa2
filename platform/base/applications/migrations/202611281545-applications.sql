create table applications.system (
  code text primary key,
  name_zh text not null,
  name_en text not null,
  owner text not null,
  purpose text not null,
  vendor_kind text,
  address text,
  health_path text,
  sign_on text not null,
  protection text,
  audience text not null,
  state text not null,
  replaced_by text,
  contact text,
  clause text,
  inside boolean not null default false,
  application text,
  health text,
  health_since timestamptz(3)
);
select kernel.record_table('applications.system', 'code');

create table applications.interface (
  code text primary key,
  system text not null,
  owner text not null,
  title_zh text not null,
  title_en text not null,
  kind text not null,
  direction text not null,
  gives text not null,
  entry text,
  contact text
);
select kernel.record_table('applications.interface', 'code');

create table applications.access (
  id text primary key,
  system text not null,
  owner text not null,
  account text not null,
  there text not null
);
select kernel.record_table('applications.access', 'id');
-- Of a system no two people are one account, and nobody is two.
create unique index access_there on applications.access (system, there) where withdrawn_at is null;
create unique index access_account on applications.access (system, account) where withdrawn_at is null;

create table applications.feed (
  code text primary key,
  system text not null,
  owner text not null,
  gives text not null,
  adapter text not null,
  path text not null,
  settings jsonb not null,
  every_minutes integer not null,
  enabled boolean not null
);
select kernel.record_table('applications.feed', 'code');

-- How a feed goes: apart from the record, for it changes with every fetch. `secret` is sealed.
create table applications.feed_state (
  feed text primary key,
  secret text,
  cursor text,
  fetched_at timestamptz(3),
  next_at timestamptz(3),
  misses integer not null default 0,
  fault text
);

-- How a system answers.
create table applications.watch (
  system text primary key,
  looked_at timestamptz(3),
  next_at timestamptz(3),
  misses integer not null default 0,
  fault text
);

-- What a system says waits for somebody. `person` is the actor; null as long as nobody is known under that account.
create table applications.todo (
  system text not null,
  id text not null,
  feed text,
  title text not null,
  account text not null,
  person text,
  state text not null,
  deadline timestamptz(3),
  link text not null,
  changed_at timestamptz(3) not null,
  primary key (system, id)
);
create index todo_account on applications.todo (system, account);

-- A message waits here only until somebody is known under its account.
create table applications.message (
  system text not null,
  id text not null,
  title text not null,
  words text not null,
  account text not null,
  link text not null,
  told boolean not null,
  received_at timestamptz(3) not null,
  primary key (system, id)
);
create index message_account on applications.message (system, account) where not told;

create table applications.health_day (
  id text primary key,
  system text not null,
  owner text not null,
  day date not null,
  looks integer not null,
  up integer not null,
  latency_ms integer,
  slowest_ms integer
);
select kernel.record_table('applications.health_day', 'id', false);

create table applications.use_day (
  id text primary key,
  system text not null,
  owner text not null,
  day date not null,
  sign_ons integer not null,
  persons integer not null
);
select kernel.record_table('applications.use_day', 'id', false);

-- Whether somebody was counted this day already: a keyed digest of person, system and day, gone when the day is over.
create table applications.counted (
  day date not null,
  digest text not null,
  primary key (day, digest)
);

create table applications.favourite (
  person text not null,
  entry text not null,
  primary key (person, entry)
);

-- CAS tickets, by their digest; good once, for a minute.
create table applications.ticket (
  digest text primary key,
  service text not null,
  system text not null,
  account text not null,
  there text not null,
  expires_at timestamptz(3) not null,
  used_at timestamptz(3)
);
