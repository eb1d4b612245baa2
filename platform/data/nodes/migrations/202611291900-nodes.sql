-- Nodes that the city knows.
create table nodes.node (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  owner text not null,
  role text not null,
  way text not null,
  datasets jsonb not null default '[]',
  state text not null default 'registered',
  last_seen_at timestamptz(3),
  version text,
  clock_offset integer,
  waiting integer,
  key_until timestamptz(3)
);
select kernel.record_table('nodes.node', 'code', false);

-- A code by which a node is enrolled, once. `key` is the one that came with it.
create table nodes.invitation (
  digest text primary key,
  node text not null,
  until timestamptz(3) not null,
  key text
);
create index invitation_node on nodes.invitation (node);

-- Keys by which a node signs. Two hold while one takes over from the other.
create table nodes.key (
  id text primary key,
  node text not null,
  key text not null,
  since timestamptz(3) not null,
  until timestamptz(3) not null,
  revoked_at timestamptz(3)
);
create index key_node on nodes.key (node);

-- Requests that came, so that none counts twice.
create table nodes.nonce (
  key text not null,
  nonce text not null,
  at timestamptz(3) not null,
  primary key (key, nonce)
);
create index nonce_at on nodes.nonce (at);

-- Whose bytes lie here: what a node has sent itself.
create table nodes.payload (
  node text not null,
  digest text not null,
  bytes bigint not null,
  at timestamptz(3) not null,
  primary key (node, digest)
);

-- From here on: at both ends, the city and the node itself.
create table nodes.channel (
  node text not null,
  channel text not null,
  sequence bigint not null,
  link text not null,
  acknowledged bigint not null,
  primary key (node, channel)
);

create table nodes.envelope (
  node text not null,
  channel text not null,
  sequence bigint not null,
  header jsonb not null,
  link text not null,
  payload text not null,
  body text,
  state text not null,
  outcome jsonb,
  at timestamptz(3) not null,
  primary key (node, channel, sequence)
);
create index envelope_newest on nodes.envelope (node, at desc);
create index envelope_batch on nodes.envelope ((outcome->>'batch')) where outcome->>'batch' is not null;
create index envelope_taken on nodes.envelope (node, channel, sequence) where state = 'taken';

create table nodes.receipt (
  node text not null,
  channel text not null,
  sequence bigint not null,
  from_sequence bigint not null,
  document jsonb not null,
  at timestamptz(3) not null,
  primary key (node, channel, sequence)
);
create index receipt_newest on nodes.receipt (node, at desc);

-- The sender's signatures over what it sent, as they came: each stands for everything up to its number.
create table nodes.head (
  node text not null,
  channel text not null,
  sequence bigint not null,
  document jsonb not null,
  primary key (node, channel, sequence)
);

-- Missing numbers that a bundle or a statement showed, until they are here.
create table nodes.gap (
  node text not null,
  channel text not null,
  from_sequence bigint not null,
  to_sequence bigint not null,
  seen_at timestamptz(3) not null,
  closed_at timestamptz(3),
  primary key (node, channel, from_sequence)
);

-- What a sender says that it sent, beside what is here.
create table nodes.statement (
  node text not null,
  channel text not null,
  sequence bigint not null,
  link text not null,
  bytes bigint not null,
  at timestamptz(3) not null,
  primary key (node, channel)
);

-- Rows of agreements that lie at a node, as it tells.
create table nodes.holding (
  node text not null,
  agreement text not null,
  state text not null,
  rows integer not null,
  digest text not null,
  leased_until timestamptz(3),
  at timestamptz(3) not null,
  primary key (node, agreement)
);

-- At the city its rules; at a node what it knows of itself and its city.
create table nodes.standing (
  name text primary key,
  value jsonb not null
);

-- At a node: files of its folder that became envelopes.
create table nodes.seen_file (
  mark text primary key,
  channel text not null,
  sequence bigint not null,
  path text,
  at timestamptz(3) not null
);
create index seen_file_envelope on nodes.seen_file (channel, sequence);
