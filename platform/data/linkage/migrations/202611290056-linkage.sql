-- What the city says of linkage: its configuration, and the office that decides where two persons disagree.
create table linkage.setting (name text primary key, value jsonb not null);

create table linkage.model (
  version text primary key,
  state text not null,
  vintage timestamptz(3) not null,
  recall double precision not null,
  pairs integer not null,
  would_link integer not null,
  would_ask integer not null,
  config jsonb not null,
  parameters jsonb not null,
  reason_given text not null,
  proposed_by text not null,
  decided_by text,
  decided_at timestamptz(3),
  decided_why text,
  job text not null
);
select kernel.record_table('linkage.model', 'version');
create unique index model_in_force on linkage.model ((true)) where state = 'in-force';
create unique index model_job on linkage.model (job);

-- One run of one model over one state of the registers; the same again is the same run.
create table linkage.run (
  id text primary key,
  model text not null,
  state text not null,
  started_at timestamptz(3) not null,
  finished_at timestamptz(3),
  held integer not null,
  linked integer not null,
  asked integer not null,
  nothing integer not null
);
select kernel.record_table('linkage.run', 'id', false);

-- A row without a usable number and the person who it may be.
create table linkage.pair (
  id text primary key,
  dataset text not null,
  provider text not null,
  row_key text not null,
  batch text not null,
  row integer not null,
  person text not null,
  band text not null,
  state text not null,
  probability double precision not null,
  weight double precision not null,
  prior double precision not null,
  comparisons jsonb not null,
  model text not null,
  run text not null,
  waiting_since timestamptz(3) not null
);
select kernel.record_table('linkage.pair', 'id');
create unique index pair_row on linkage.pair (dataset, row_key, person);
create index pair_queue on linkage.pair (state, weight desc, id);

-- What people said of a pair; what was taken back stays.
create table linkage.decision (
  pair text not null,
  number integer not null,
  said text not null,
  reason text not null,
  by text not null,
  at timestamptz(3) not null,
  taken_back boolean not null,
  takes_back boolean not null,
  primary key (pair, number)
);
