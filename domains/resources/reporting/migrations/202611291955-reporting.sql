create sequence reporting.receipt_number;

create table reporting.return (
  code text primary key,
  title_zh text not null,
  title_en text,
  owner text not null,
  period text not null,
  due_days integer not null,
  begins_on date not null,
  basis text not null,
  state text not null,
  published_at timestamptz(3),
  retired_at timestamptz(3),
  retired_why text,
  reconstructed boolean not null
);
select kernel.record_table('reporting.return', 'code');

create table reporting.question (
  code text primary key,
  return text not null,
  owner text not null,
  position integer not null,
  label_zh text not null,
  label_en text,
  type text not null,
  unit text,
  nature text not null,
  required boolean not null,
  item text,
  why text,
  standing text not null
);
select kernel.record_table('reporting.question', 'code');

create table reporting.respondent (
  code text primary key,
  return text not null,
  company text not null,
  owner text not null,
  since date not null
);
select kernel.record_table('reporting.respondent', 'code');

create table reporting.filing (
  id text primary key,
  return text not null,
  owner text not null,
  company text not null,
  period text not null,
  ends_on date not null,
  due_on date not null,
  state text not null,
  late boolean not null,
  handed_in_at timestamptz(3),
  receipt text,
  corrections integer not null,
  corrected_late boolean not null,
  questions integer,
  answers jsonb,
  batch text,
  delivered_at timestamptz(3)
);
select kernel.record_table('reporting.filing', 'id');
create index filing_of_company on reporting.filing (company, ends_on);
create index filing_to_deliver on reporting.filing (return) where state = 'handed-in';

-- One sheet a company and end of period: what its agents fill in, for every return that is due then.
create table reporting.sheet (
  company text not null,
  ends_on date not null,
  revision integer not null,
  state text not null,
  answers jsonb not null,
  origins jsonb not null,
  handed jsonb,
  consented_by text,
  consented_at timestamptz(3),
  saved_by text not null,
  saved_at timestamptz(3) not null,
  handed_in_by text,
  handed_in_at timestamptz(3),
  receipt text,
  questions integer,
  cells integer,
  prefilled integer,
  simulated boolean not null,
  primary key (company, ends_on)
);

-- Words that mean the same, from the city's file.
create table reporting.setting (name text primary key, value jsonb not null);
