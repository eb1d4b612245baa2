-- The list from which those who judge are drawn.
create table assessment.reviewer (
  code text primary key,
  account text not null unique,
  name text not null,
  organisation text not null,
  active boolean not null
);
select kernel.record_table('assessment.reviewer', 'code');

create table assessment.panel (
  id text primary key,
  matter text not null unique,
  title_zh text not null,
  title_en text not null,
  organisation text not null,
  wanted integer not null check (wanted > 0),
  criteria jsonb not null,
  facts jsonb not null,
  excluded text[] not null,
  state text not null check (state in ('scoring', 'short', 'complete')),
  -- Hundredths of a point: the mean of the sums.
  score integer,
  opened_at timestamptz(3) not null,
  completed_at timestamptz(3)
);
select kernel.record_table('assessment.panel', 'id', false);

create table assessment.seat (
  panel text not null references assessment.panel,
  account text not null,
  name text not null,
  state text not null check (state in ('asked', 'given', 'recused')),
  scores jsonb,
  words text,
  at timestamptz(3) not null,
  primary key (panel, account)
);
create index seat_account on assessment.seat (account, state);
