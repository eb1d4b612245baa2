-- A resource may be open to whoever asks for it and is granted it, instead of to everybody.
alter table open_data.release add column access text not null default 'everyone'
  check (access in ('everyone', 'request'));
select kernel.record_table('open_data.release', 'code');

-- Who asked for what, for which purpose, and what its provider decided.
create table open_data.request (
  id text primary key,
  release text not null,
  title text not null,
  provider text not null,
  account text not null,
  applicant_kind text not null check (applicant_kind in ('person', 'company')),
  applicant text not null,
  applicant_name text not null,
  purpose text not null,
  usage text not null,
  months integer not null check (months between 1 and 36),
  asked_at timestamptz(3) not null,
  state text not null check (state in ('asked', 'granted', 'refused', 'withdrawn', 'recalled')),
  decided_by text,
  decided_at timestamptz(3),
  terms text,
  until timestamptz(3),
  why text
);
select kernel.record_table('open_data.request', 'id', false);
create index request_applicant on open_data.request (applicant, asked_at desc);
-- One waits, or is granted, at a time: asking again meanwhile would be a second queue.
create unique index request_standing on open_data.request (release, applicant) where state = 'asked';

-- The key of a granted request, as its SHA-256 alone; a new one takes the place of the one before.
create table open_data.access_key (
  request text primary key,
  digest text not null unique,
  made_at timestamptz(3) not null
);

create table open_data.granted_use (
  request text not null,
  day date not null,
  format text not null,
  times bigint not null,
  primary key (request, day, format)
);
