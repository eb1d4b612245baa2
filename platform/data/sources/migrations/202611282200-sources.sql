create table sources.source (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  dataset text not null,
  owner text not null,
  kind text not null,
  settings jsonb not null,
  schedule text,
  enabled boolean not null,
  rows_least integer,
  rows_most integer,
  rows_change integer
);
select kernel.record_table('sources.source', 'code');

-- How a source stands, beside what people wrote of it. The secret is sealed, and bound to where it may be sent (target).
create table sources.source_state (
  source text primary key,
  secret text,
  target text,
  mark jsonb,
  columns jsonb,
  misses integer not null default 0,
  next_at timestamptz(3)
);
create index source_state_next on sources.source_state (next_at) where next_at is not null;

create table sources.run (
  id text primary key,
  source_code text not null,
  owner text not null,
  dataset text not null,
  cause text not null,
  state text not null,
  reason_zh text,
  reason_en text,
  day_from date,
  day_to date,
  started_by text not null,
  created_at timestamptz(3) not null,
  finished_at timestamptz(3),
  rows bigint,
  gone bigint,
  bytes bigint,
  batch text,
  next_try_at timestamptz(3),
  cancel_asked boolean not null default false,
  job text
);
select kernel.record_table('sources.run', 'id', false);
create index run_newest on sources.run (source_code, created_at desc, id desc);

-- What a run brought: one table of rows each. `mark` and `columns` hold from when it is taken.
create table sources.delivery (
  run text not null,
  number integer not null,
  source text not null,
  filename text not null,
  content text not null,
  file text,
  state text not null,
  rows bigint,
  bytes bigint not null,
  batch text,
  columns jsonb not null,
  mark jsonb,
  drift jsonb not null,
  decided_by text,
  decided_at timestamptz(3),
  decided_why text,
  primary key (run, number)
);
-- One gate, one delivery in it.
create unique index delivery_in_gate on sources.delivery (source) where state = 'held';
