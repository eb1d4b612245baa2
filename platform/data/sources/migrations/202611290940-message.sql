-- Messages that came and are acknowledged: they stay here until a table with them is kept elsewhere. `cut` is the table that
-- a message belongs to; what it held goes when that is taken, that it came stays for a while.
create table sources.message (
  source text not null,
  digest text not null,
  number bigint generated always as identity,
  lines text not null,
  sound boolean not null,
  arrived_at timestamptz(3) not null,
  seen_at timestamptz(3) not null,
  cut text,
  taken_at timestamptz(3),
  primary key (source, digest)
);
create index message_waiting on sources.message (source, number) where taken_at is null;
create index message_taken on sources.message (source, seen_at) where taken_at is not null;

-- What a broker was last asked for.
create table sources.subscription (source text primary key, topics jsonb not null);
