create view tasks.task_v1 as
  select id, kind, owner, source_module, source_record, source_key, opened_at, due_at, closed_at, status, count, simulated,
    paused_at, urged, escalated, worked_minutes, base_due_at, title_zh, title_en, clock_unit
  from tasks.task;

create view tasks.pause_v1 as
  select task, from_at, to_at from tasks.pause;

-- Whose a task was, and when it was due, until an instant at which either changed.
create view tasks.earlier_v1 as
  select task, owner, due_at, until from tasks.earlier;
