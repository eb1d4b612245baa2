-- Datasets that are kept at both ends, and whose word counts when both change one row.
alter table nodes.node add column shared jsonb not null default '[]', add column authority text not null default 'node';

-- At both ends: a row with the version by which a change says what it was made from. At the node `state` is `changed` until
-- the change is on its way and `sent` until the city has decided.
create table nodes.shared_row (
  node text not null,
  dataset text not null,
  key text not null,
  version integer not null,
  base integer not null default 0,
  values jsonb not null,
  side text not null,
  state text not null default 'same',
  primary key (node, dataset, key)
);
create index shared_row_changed on nodes.shared_row (node, dataset) where state = 'changed';

-- At both ends: both changed one row. Both values and what was decided stay.
create table nodes.conflict (
  node text not null,
  dataset text not null,
  key text not null,
  sequence bigint not null,
  base integer not null,
  version integer not null,
  node_values jsonb not null,
  city_values jsonb not null,
  decided text not null,
  at timestamptz(3) not null,
  primary key (node, dataset, key, sequence)
);
create index conflict_newest on nodes.conflict (node, at desc);
