-- Settings and templates as the city's file says them.
create table notifications.setting (name text primary key, value jsonb not null);

-- What is to be told. The words stand as they were when it was told.
create table notifications.notice (
  id text primary key,
  kind text not null,
  key text not null,
  urgency text not null check (urgency in ('urgent', 'normal', 'low')),
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  -- For channels outside: personal parameters are masked in it already.
  short_zh text not null,
  short_en text not null,
  link text,
  sender text not null,
  organisation text,
  call text,
  simulated boolean not null,
  created_at timestamptz(3) not null
);
create index notice_sent on notifications.notice (organisation, created_at desc, id desc);

-- One for each person: the entry of their inbox, and how far the chain of channels has come.
create table notifications.delivery (
  id text primary key,
  notice text not null references notifications.notice,
  kind text not null,
  key text not null,
  person text not null,
  created_at timestamptz(3) not null,
  read_at timestamptz(3),
  confirmed_at timestamptz(3),
  step integer not null default 0,
  next_at timestamptz(3),
  digested_at timestamptz(3),
  unreached_at timestamptz(3),
  unique (kind, key, person)
);
create index delivery_inbox on notifications.delivery (person, created_at desc, id desc);
create index delivery_unread on notifications.delivery (person) where read_at is null;
create index delivery_due on notifications.delivery (next_at) where next_at is not null;
create index delivery_notice on notifications.delivery (notice);

-- One message by one channel. Its id is what the channel is told, so that sent twice it goes out once.
create table notifications.attempt (
  id text primary key,
  delivery text not null references notifications.delivery,
  person text not null,
  channel text not null,
  -- Absent: the short words of the notice. A digest has its own.
  words text,
  state text not null check (state in ('queued', 'sent', 'failed', 'delivered', 'read')),
  tries integer not null default 0,
  try_at timestamptz(3),
  queued_at timestamptz(3) not null,
  reference text,
  problem text,
  settled_at timestamptz(3)
);
create index attempt_due on notifications.attempt (try_at) where state = 'queued';
create index attempt_delivery on notifications.attempt (delivery);
create index attempt_person on notifications.attempt (person, queued_at desc);
create index attempt_reference on notifications.attempt (channel, reference);

-- What channels told of their messages, each telling once.
create table notifications.receipt (
  channel text not null,
  id text not null,
  attempt text not null references notifications.attempt,
  state text not null,
  at timestamptz(3) not null,
  heard_at timestamptz(3) not null,
  primary key (channel, id)
);

create table notifications.preference (
  person text not null,
  -- `*` is every kind.
  kind text not null,
  off text[] not null,
  primary key (person, kind)
);
create table notifications.contact (
  person text primary key,
  mobile text,
  email text,
  quiet_from text,
  quiet_to text
);

create table notifications.tree (
  code text primary key,
  organisation text not null,
  title_zh text not null,
  title_en text not null,
  steps jsonb not null,
  changed_at timestamptz(3) not null
);
-- A tree that was set in motion: told step after step until somebody confirms.
create table notifications.call (
  id text primary key,
  tree text not null references notifications.tree,
  organisation text not null,
  words text not null,
  steps jsonb not null,
  step integer not null,
  state text not null check (state in ('calling', 'confirmed', 'exhausted')),
  begun_at timestamptz(3) not null,
  begun_by text not null,
  next_at timestamptz(3),
  confirmed_by text,
  confirmed_at timestamptz(3)
);
create index call_due on notifications.call (next_at) where state = 'calling';
create index call_organisation on notifications.call (organisation, begun_at desc);

-- The stand-in for every channel: what would have been sent. Nothing leaves the machine.
create table notifications.simulated_message (
  reference text primary key,
  channel text not null,
  address text not null,
  words text not null,
  at timestamptz(3) not null,
  told boolean not null default false
);
create index simulated_untold on notifications.simulated_message (at) where not told;
