-- Whose a task was, and when it was due, until either changed: who looks back sees what was known then. Of changes made before
-- there was this table nothing is known.
create table tasks.earlier (
  task text not null references tasks.task,
  owner text not null,
  -- None: without a date, or its clock stood.
  due_at timestamptz(3),
  until timestamptz(3) not null
);
create index earlier_task on tasks.earlier (task, until);
