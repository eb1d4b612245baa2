create table projects.undertaking (
  code text primary key,
  title text not null,
  unit text not null,
  key_project text,
  state text not null,
  starts_on date not null,
  ends_by date not null,
  budget_fen bigint not null,
  funding text not null,
  aim text
);
select kernel.record_table('projects.undertaking', 'code');

create table projects.activity (
  code text primary key,
  title text not null,
  undertaking text not null,
  unit text not null,
  stage text not null,
  days integer not null,
  after text,
  not_before date,
  cost_fen bigint not null,
  began_on date,
  ended_on date,
  days_left integer,
  percent integer not null
);
select kernel.record_table('projects.activity', 'code');

create table projects.contract (
  number text primary key,
  subject text not null,
  undertaking text not null,
  unit text not null,
  supplier text not null,
  procurement text not null,
  signed_on date not null,
  amount_fen bigint not null
);
select kernel.record_table('projects.contract', 'number');

create table projects.payment (
  number text primary key,
  contract text not null,
  undertaking text not null,
  unit text not null,
  paid_on date not null,
  amount_fen bigint not null,
  note text
);
select kernel.record_table('projects.payment', 'number');
