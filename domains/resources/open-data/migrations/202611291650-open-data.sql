-- What was proposed to be opened, what the gate measured, who decided. The release itself; its files are its versions.
create table open_data.release (
  code text primary key,
  resource text not null,
  title_zh text not null,
  title_en text not null,
  abstract_zh text not null,
  abstract_en text not null,
  provider text not null,
  domain text not null,
  licence text not null,
  cycle text not null,
  state text not null check (state in ('proposed', 'returned', 'open', 'withdrawn')),
  choices jsonb not null,
  columns jsonb not null,
  risk jsonb not null,
  k integer,
  l integer,
  proposed_by text not null,
  proposed_at timestamptz(3) not null,
  decided_by text,
  decided_at timestamptz(3),
  why text,
  last_version integer,
  updated_at timestamptz(3)
);
select kernel.record_table('open_data.release', 'code');

-- A version never changes: its files are named by their content.
create table open_data.version (
  release text not null,
  number integer not null,
  made_at timestamptz(3) not null,
  -- When the newest delivery behind it came.
  data_at timestamptz(3) not null,
  rows integer not null,
  columns jsonb not null,
  files jsonb not null,
  charts jsonb not null,
  risk jsonb not null,
  simulated boolean not null,
  primary key (release, number)
);

-- Downloads and reads by the interface, counted by day; nothing is known of who it was.
create table open_data.use (
  release text not null,
  day date not null,
  format text not null,
  times bigint not null,
  primary key (release, day, format)
);

create table open_data.rating (
  release text not null,
  account text not null,
  grade integer not null check (grade between 1 and 5),
  rated_at timestamptz(3) not null,
  primary key (release, account)
);

-- What a reader says is wrong in the data, and what its provider answered.
create table open_data.correction (
  id text primary key,
  release text not null,
  title text not null,
  provider text not null,
  by text not null,
  words text not null,
  made_at timestamptz(3) not null,
  state text not null check (state in ('open', 'accepted', 'declined')),
  answer text,
  answered_at timestamptz(3)
);
select kernel.record_table('open_data.correction', 'id', false);
create index correction_by on open_data.correction (by, made_at desc);

-- What the city's file says, for handlers.
create table open_data.setting (
  one boolean primary key default true check (one),
  value jsonb not null
);
