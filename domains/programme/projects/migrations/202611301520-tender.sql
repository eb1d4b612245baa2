create table projects.tender (
  number text primary key,
  subject text not null,
  undertaking text not null,
  unit text not null,
  procurement text not null,
  ceiling_fen bigint not null,
  published_on date,
  deadline_on date,
  opened_on date,
  bids integer,
  outcome text,
  winner text,
  award_fen bigint,
  awarded_on date,
  note text,
  state text not null
);
select kernel.record_table('projects.tender', 'number');

-- A contract is of a tender, or says why there was none.
alter table projects.contract add column tender text;
alter table projects.contract add column direct_why text;
select kernel.record_table('projects.contract', 'number');

create table projects.contract_change (
  number text primary key,
  contract text not null,
  undertaking text not null,
  unit text not null,
  changed_on date not null,
  amount_fen bigint not null,
  why text not null
);
select kernel.record_table('projects.contract_change', 'number');

create table projects.risk (
  code text primary key,
  title text not null,
  undertaking text not null,
  unit text not null,
  likelihood integer not null,
  impact integer not null,
  score integer not null,
  response text not null,
  measures text not null,
  owner text not null,
  review_on date not null,
  state text not null
);
select kernel.record_table('projects.risk', 'code');
