create table ingestion.batch (
  id text primary key,
  dataset text not null,
  provider text not null,
  mode text not null,
  status text not null,
  filename text not null,
  file text not null,
  layout jsonb not null,
  headers jsonb not null,
  mapping jsonb,
  bytes bigint not null,
  rows integer,
  unreadable integer not null default 0,
  good integer,
  bad integer,
  simulated boolean not null,
  job text,
  problem jsonb,
  handed_in_by text not null,
  handed_in_at timestamptz not null,
  collected_at timestamptz
);
create index batch_recent on ingestion.batch (handed_in_at desc, id desc);
create index batch_dataset on ingestion.batch (dataset, handed_in_at desc);

-- The first thousand lines of a batch that could not be read as rows; the rest is counted.
create table ingestion.unreadable_line (
  batch text not null references ingestion.batch on delete cascade,
  line integer not null,
  code text not null,
  primary key (batch, line)
);

-- Which header stood for which field last time, by dataset and set of headers.
create table ingestion.remembered_mapping (
  dataset text not null,
  headers text not null,
  mapping jsonb not null,
  used_at timestamptz not null,
  primary key (dataset, headers)
);
