create table reconciliation.comparison (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  left_dataset text not null,
  left_owner text,
  right_dataset text not null,
  right_owner text,
  keys jsonb not null,
  fields jsonb not null,
  missing text not null,
  rhythm text not null,
  findings text not null
);
select kernel.record_table('reconciliation.comparison', 'code');
create index comparison_left on reconciliation.comparison (left_dataset);
create index comparison_right on reconciliation.comparison (right_dataset);

-- One run of one comparison over one state of both sides; the same again is the same run.
create table reconciliation.run (
  id text primary key,
  comparison text not null,
  -- The comparison as it was, with the datasets' fields that it speaks of.
  definition jsonb not null,
  left_batches text[] not null,
  right_batches text[] not null,
  status text not null,
  problem jsonb,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  summary jsonb,
  findings integer not null default 0,
  closed integer not null default 0,
  simulated boolean not null
);
create index run_comparison on reconciliation.run (comparison, started_at desc);
