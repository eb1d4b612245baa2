-- One task is searched by pairs of characters: Chinese has no spaces between its words.
create function tasks.grams(words text) returns text[] language sql immutable as $$
  select coalesce(array_agg(distinct substr(lower(words), i, n)), '{}')
  from generate_series(1, length(words)) i, generate_series(1, 2) n
  where i + n - 1 <= length(words)
$$;

alter table tasks.task
  -- Role of the owner's people among whom it waits; any of them when null.
  add column pool text,
  -- How its time runs; without a unit `base_due_at` is the date as it was given.
  add column clock_unit text check (clock_unit in ('hours', 'working-hours', 'calendar-days', 'working-days')),
  add column clock_amount integer check (clock_amount >= 0),
  add column base_due_at timestamptz(3),
  -- False: the date lies behind a day whose year is not yet published.
  add column due_certain boolean not null default true,
  -- The clock stands since; then there is neither due_at nor amber_at.
  add column paused_at timestamptz(3),
  add column urged integer not null default 0,
  add column urged_at timestamptz(3),
  -- Steps of escalation made so far, and when the next is to be made.
  add column escalated integer not null default 0,
  add column next_step_at timestamptz(3),
  -- Working minutes from opening to closing, pauses left out.
  add column worked_minutes integer,
  add column grams text[] generated always as (tasks.grams(title_zh || ' ' || title_en || ' ' || source_key)) stored;
update tasks.task set base_due_at = due_at where due_at is not null;

create index task_grams on tasks.task using gin (grams);
create index task_waiting on tasks.task (coalesce(due_at, 'infinity'::timestamptz), id) where closed_at is null;
create index task_closed on tasks.task (closed_at desc, id desc) where closed_at is not null;
create index task_owner_closed on tasks.task (owner, closed_at desc, id desc) where closed_at is not null;
create index task_assignee_closed on tasks.task (assignee, closed_at desc, id desc) where closed_at is not null;
create index task_opened on tasks.task (opened_at);
create index task_next_step on tasks.task (next_step_at, id) where closed_at is null;
create index task_uncertain on tasks.task (id) where closed_at is null and not due_certain;

alter table tasks.note drop constraint note_what_check;
alter table tasks.note add constraint note_what_check check (what in ('opened', 'note', 'claimed', 'released',
  'handed-over', 'urged', 'paused', 'resumed', 'copied', 'escalated', 'closed'));

-- Time in which a task's clock stands, and why.
create table tasks.pause (
  id bigint generated always as identity primary key,
  task text not null references tasks.task,
  from_at timestamptz(3) not null,
  to_at timestamptz(3),
  reason text not null,
  basis text not null,
  paused_by text not null,
  resumed_by text
);
create unique index pause_open on tasks.pause (task) where to_at is null;
create index pause_task on tasks.pause (task, id);

-- Who is kept informed without doing anything: a person, or an organisation's people.
create table tasks.copy (
  task text not null references tasks.task,
  reader_kind text not null check (reader_kind in ('person', 'organisation')),
  reader text not null,
  copied_by text not null,
  at timestamptz(3) not null,
  read_at timestamptz(3),
  primary key (task, reader_kind, reader)
);
create index copy_reader on tasks.copy (reader_kind, reader, task);

-- Each step of escalation once.
create table tasks.escalation (
  task text not null references tasks.task,
  step integer not null,
  due_at timestamptz(3) not null,
  at timestamptz(3) not null,
  told text not null check (told in ('assignee', 'leader', 'supervisor')),
  people text[] not null,
  organisation text,
  primary key (task, step)
);

-- What a person last urged, so that nobody urges without end.
create table tasks.urge (
  task text not null references tasks.task,
  by text not null,
  at timestamptz(3) not null,
  primary key (task, by)
);

-- The city's calendar and rules, as its files say.
create table tasks.setting (
  name text primary key,
  value jsonb not null
);
