-- What was backed up, with what result. The folder of backups is what counts; this is its catalogue.
create table cloud.backup (
  id text primary key,
  point timestamptz(3),
  started_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  seconds double precision not null,
  result text not null check (result in ('good', 'failed', 'cancelled', 'removed')),
  trouble text,
  folder text not null,
  by text not null,
  store text not null,
  table_count integer not null,
  row_count bigint not null,
  file_count integer not null,
  bytes bigint not null,
  new_bytes bigint not null,
  ledger_size bigint not null,
  ledger_root text
);
select kernel.record_table('cloud.backup', 'id');

-- A restored city that stood beside this one for some minutes, and what came of comparing them.
create table cloud.drill (
  id text primary key,
  backup text not null,
  point timestamptz(3),
  started_at timestamptz(3) not null,
  finished_at timestamptz(3) not null,
  result text not null check (result in ('equal', 'unequal', 'failed', 'cancelled')),
  trouble text,
  by text not null,
  store text not null,
  seconds double precision not null,
  restore_seconds double precision,
  table_count integer not null,
  row_count bigint not null,
  file_count integer not null,
  checks jsonb not null
);
select kernel.record_table('cloud.drill', 'id');
