-- Whatever waits for a person, whichever module it comes from.
create table tasks.task (
  id text primary key,
  kind text not null,
  title_zh text not null,
  title_en text not null,
  owner text not null,
  assignee text,
  source_module text not null,
  source_record text not null,
  source_key text not null,
  link text not null,
  opened_at timestamptz(3) not null,
  due_at timestamptz(3),
  -- From here on the lamp is amber; kept so that a list can be asked by its lamps.
  amber_at timestamptz(3),
  closed_at timestamptz(3),
  status text not null check (status in ('open', 'claimed', 'done', 'dropped')),
  outcome_zh text,
  outcome_en text,
  count integer,
  simulated boolean not null default false
);
-- One task a source waits at a time; what is closed may be opened anew.
create unique index task_source on tasks.task (source_module, source_record, source_key) where closed_at is null;
create index task_owner on tasks.task (owner, coalesce(due_at, 'infinity'::timestamptz), id) where closed_at is null;
create index task_assignee on tasks.task (assignee, coalesce(due_at, 'infinity'::timestamptz), id) where closed_at is null;
create index task_due on tasks.task (coalesce(due_at, 'infinity'::timestamptz), id);

-- What was said and done about a task, in order.
create table tasks.note (
  id bigint generated always as identity primary key,
  task text not null references tasks.task,
  at timestamptz(3) not null,
  by text not null,
  what text not null check (what in ('opened', 'note', 'claimed', 'released', 'handed-over', 'closed')),
  words text
);
create index note_task on tasks.note (task, id);
