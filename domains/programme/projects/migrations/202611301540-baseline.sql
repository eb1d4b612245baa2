-- The plan as it was approved. Frozen: what is asked anew is another row.
create table projects.baseline (
  id text primary key,
  undertaking text not null,
  unit text not null,
  number integer not null,
  state text not null,
  cause text not null,
  starts_on date not null,
  ends_by date not null,
  budget_fen bigint not null,
  finish_on date,
  plan jsonb not null,
  why text,
  decided_on date,
  office text not null,
  account text not null
);
select kernel.record_table('projects.baseline', 'id');

create table projects.report (
  id text primary key,
  undertaking text not null,
  unit text not null,
  period text not null,
  state text not null,
  due_on date not null,
  words text,
  lines jsonb not null,
  why text,
  filed_at timestamptz(3),
  decided_on date,
  office text not null,
  account text not null
);
select kernel.record_table('projects.report', 'id');
