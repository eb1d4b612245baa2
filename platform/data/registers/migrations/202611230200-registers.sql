-- Ids of entities are given once and never again.
create sequence registers.entity_number;

create table registers.person (
  id text primary key,
  name text not null,
  citizen_id text not null,
  sex text,
  birth_date date,
  ethnicity text,
  household_number text,
  division text,
  address text,
  mobile text,
  sources integer not null,
  origins jsonb not null
);
select kernel.record_table('registers.person', 'id');
create unique index person_citizen_id on registers.person (citizen_id) where withdrawn_at is null;

create table registers.company (
  id text primary key,
  name text not null,
  credit_code text not null,
  industry text,
  established_on date,
  division text,
  address text,
  representative text,
  sources integer not null,
  origins jsonb not null
);
select kernel.record_table('registers.company', 'id');
create unique index company_credit_code on registers.company (credit_code) where withdrawn_at is null;

-- Which row of which dataset is part of which entity; the newest delivery of a row stands here.
create table registers.member (
  dataset text not null,
  row_key text not null,
  entity text not null,
  batch text not null,
  row integer not null,
  at timestamptz not null,
  primary key (dataset, row_key)
);
create index member_entity on registers.member (entity);

-- How far a batch has joined, for its figures and so that a second run changes nothing.
create table registers.join_run (
  batch text primary key,
  dataset text not null,
  created integer not null,
  changed integer not null,
  unchanged integer not null,
  conflicts integer not null,
  through_row integer not null,
  finished_at timestamptz
);
