create table projects.proposal (
  code text primary key,
  title text not null,
  unit text not null,
  key_project text,
  aim text not null,
  uses text[],
  gathers text[],
  starts_on date not null,
  ends_by date not null,
  budget_fen bigint not null,
  funding text not null,
  state text not null,
  why text,
  approved_fen bigint,
  filed_at timestamptz(3),
  decided_on date,
  office text not null,
  account text not null
);
select kernel.record_table('projects.proposal', 'code');

create table projects.counterpart (
  id text primary key,
  proposal text not null,
  unit text not null,
  kind text not null,
  key text not null,
  title text not null,
  percent integer not null,
  verdict text not null,
  why text not null,
  answered_at timestamptz(3) not null
);
select kernel.record_table('projects.counterpart', 'id');

-- The office that reviews proposals, from the city's file.
create table projects.setting (name text primary key, value text not null);
