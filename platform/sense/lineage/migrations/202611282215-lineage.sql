-- What came: events of OpenLineage, our own and those of other systems, as they stand in that standard.
create table lineage.event (
  sequence bigint generated always as identity primary key,
  -- SHA-256 of what was told: the same told twice is one event.
  digest text not null unique,
  run uuid,
  job text,
  state text,
  event_at timestamptz(3) not null,
  received_at timestamptz(3) not null,
  body jsonb not null
);
create index event_of_run on lineage.event (run, sequence);
create index event_of_job on lineage.event (job, sequence);

-- What is known of a job or a dataset by its newest event; `dataset:<namespace>:<name>`.
create table lineage.node (
  id text primary key,
  kind text not null check (kind in ('job', 'dataset')),
  namespace text not null,
  name text not null,
  title_zh text not null,
  title_en text not null,
  stage text not null check (stage in ('source', 'lake', 'record', 'indicator', 'outside', 'job')),
  owner text,
  path text,
  simulated boolean not null,
  version text,
  rows bigint,
  state text,
  run uuid,
  at timestamptz(3) not null,
  facets jsonb not null,
  -- Told by this platform of its own work.
  own boolean not null
);
create index node_by_stage on lineage.node (stage, id);

-- Which job reads and writes which dataset, and when it last did.
create table lineage.edge (
  job text not null,
  dataset text not null,
  direction text not null check (direction in ('in', 'out')),
  at timestamptz(3) not null,
  primary key (job, dataset, direction)
);
create index edge_of_dataset on lineage.edge (dataset, direction);

-- Jobs of this platform that have been told.
create table lineage.told (
  job uuid primary key,
  ended_at timestamptz(3) not null
);
create index told_last on lineage.told (ended_at);
