create view tasks.task_v1 as
  select id, kind, owner, source_module, source_record, source_key, opened_at, due_at, closed_at, status, count, simulated,
    paused_at, urged, escalated, worked_minutes, base_due_at, title_zh, title_en
  from tasks.task;
