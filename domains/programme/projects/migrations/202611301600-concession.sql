create table projects.concession (
  code text primary key,
  title text not null,
  unit text not null,
  operator text not null,
  mode text not null,
  undertaking text,
  starts_on date not null,
  ends_on date not null,
  rhythm text not null,
  due_days integer not null,
  bands text not null,
  counted_by text not null,
  terminated_on date,
  terminated_why text
);
select kernel.record_table('projects.concession', 'code');

create table projects.revenue (
  id text primary key,
  concession text not null,
  unit text not null,
  revenue_fen bigint not null,
  reported_on date not null,
  note text
);
select kernel.record_table('projects.revenue', 'id');

create table projects.remittance (
  number text primary key,
  revenue text not null,
  concession text not null,
  unit text not null,
  paid_on date not null,
  amount_fen bigint not null
);
select kernel.record_table('projects.remittance', 'number');
