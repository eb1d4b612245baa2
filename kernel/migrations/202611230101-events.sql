-- What happened, written in the transaction in which it did.
create table kernel.event (
  id bigint generated always as identity primary key,
  -- Given after the commit, in an order in which what was committed before comes before: see kernel.event_order.
  position bigint,
  name text not null,
  version integer not null,
  key text not null,
  payload jsonb not null,
  occurred_at timestamptz(3) not null,
  recorded_at timestamptz(3) not null
);
create index event_unplaced on kernel.event (id) where position is null;
create unique index event_position on kernel.event (name, version, position) where position is not null;

-- The last position given. Whoever holds this row is the only one who gives positions.
create table kernel.event_order (
  single boolean primary key default true check (single),
  last bigint not null
);
insert into kernel.event_order (last) values (0);

-- How far each subscriber is. Whoever holds its row is the only one who delivers to it.
create table kernel.event_cursor (
  subscriber text primary key,
  event text not null,
  position bigint not null default 0,
  moved_at timestamptz(3)
);

-- What could not be delivered, and what waits behind it: the oldest open letter of a key is `retrying` or `dead`,
-- later ones of that key are `parked`.
create table kernel.dead_letter (
  id bigint generated always as identity primary key,
  subscriber text not null,
  event_id bigint not null references kernel.event (id),
  position bigint not null,
  key text not null,
  status text not null check (status in ('retrying', 'dead', 'parked', 'dropped')),
  attempts integer not null default 0,
  problem jsonb,
  first_at timestamptz(3) not null,
  last_at timestamptz(3) not null,
  -- By the clock of the database, which all nodes share.
  next_try_at timestamptz(3),
  dropped_by text,
  reason text,
  unique (subscriber, event_id)
);
create index dead_letter_open on kernel.dead_letter (subscriber, key, position) where status <> 'dropped';
create index dead_letter_due on kernel.dead_letter (next_try_at) where status = 'retrying';
create index dead_letter_event on kernel.dead_letter (event_id);
