-- Up to which number the head of a channel stands in the ledger.
create table nodes.anchored (
  node text not null,
  channel text not null,
  sequence bigint not null,
  link text not null,
  at timestamptz(3) not null,
  primary key (node, channel)
);
