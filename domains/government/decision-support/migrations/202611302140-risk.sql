-- A rule watches a measure, or open cases of a kind (of all kinds without one).
alter table decision_support.rule alter measure drop not null, add column task_kind text,
  add constraint rule_watches check ((kind = 'risk') = (measure is null) and (kind = 'risk' or task_kind is null));
select kernel.record_table('decision_support.rule', 'code');

-- A warning is about periods of a measure, or about one case: the task that it names, and what came of that.
alter table decision_support.warning alter measure drop not null, add column subject text,
  add column outcome text check (outcome in ('late', 'in-time')),
  add constraint warning_about check ((measure is null) = (subject is not null));
select kernel.record_table('decision_support.warning', 'id');
create index warning_subject on decision_support.warning (subject, rule) where subject is not null;

-- What is foretold of each open case: made anew each night.
create table decision_support.risk (
  task text primary key,
  kind text not null,
  simulated boolean not null,
  by_clock boolean not null,
  owner text not null,
  due_at timestamptz(3) not null,
  -- Minutes of the task's own clock.
  age double precision not null,
  until double precision not null,
  chance double precision,
  lower double precision,
  upper double precision,
  median double precision,
  -- Why nothing is foretold.
  refused text,
  as_of timestamptz(3) not null
);
create index on decision_support.risk (coalesce(chance, -1) desc, task);

-- By what it is foretold: one kind of task, timed by one clock, invented or not; and how good that has been.
create table decision_support.risk_kind (
  kind text not null,
  simulated boolean not null,
  by_clock boolean not null,
  count integer not null,
  closed integer not null,
  open integer not null,
  tested integer not null,
  brier double precision,
  base double precision,
  share double precision,
  tenths jsonb not null,
  as_of timestamptz(3) not null,
  primary key (kind, simulated, by_clock)
);

-- Curves of a kind as a whole (owner '') and of owners with open cases, at as many times as a drawing needs.
create table decision_support.risk_curve (
  kind text not null,
  simulated boolean not null,
  by_clock boolean not null,
  owner text not null,
  count integer not null,
  closed integer not null,
  -- How likely so great a difference from the other owners is by chance (log-rank).
  apart double precision,
  points jsonb not null,
  primary key (kind, simulated, by_clock, owner)
);
