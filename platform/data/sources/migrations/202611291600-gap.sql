-- Messages that did not come: a stream had dropped them before they were read, a consumer had passed over them, a session was
-- lost. Each stays open until somebody has looked into it.
create table sources.gap (
  number bigint generated always as identity primary key,
  source text not null,
  run text not null,
  kind text not null,
  first bigint,
  last bigint,
  exact boolean not null,
  found_at timestamptz(3) not null,
  noted_by text,
  noted_at timestamptz(3),
  noted_why text
);
create unique index gap_open on sources.gap (source, run, kind) where noted_at is null;
create index gap_run on sources.gap (run);

-- Which broker it was that was asked, and how far its stream was heard.
alter table sources.subscription
  add column place text not null default '',
  add column stream_made text,
  add column consumer_made text,
  add column heard bigint;
