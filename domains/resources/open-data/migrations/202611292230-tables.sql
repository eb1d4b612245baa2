-- A release may be a table of counts: with the small ones hidden, or with noise that is paid for from the dataset's budget.
alter table open_data.release add column form text not null default 'rows'
  check (form in ('rows', 'suppressed-table', 'private-counts'));
alter table open_data.release add column milli_epsilon integer check (milli_epsilon > 0);
select kernel.record_table('open_data.release', 'code');

-- What was spent of the privacy budget of a dataset, once for each version; nothing is ever given back.
create table open_data.spending (
  id text primary key,
  dataset text not null,
  release text not null,
  version integer not null,
  provider text not null,
  milli_epsilon integer not null check (milli_epsilon > 0),
  left_after integer not null check (left_after >= 0),
  spent_at timestamptz(3) not null,
  unique (release, version)
);
select kernel.record_table('open_data.spending', 'id', false);
create index spending_dataset on open_data.spending (dataset, spent_at);
