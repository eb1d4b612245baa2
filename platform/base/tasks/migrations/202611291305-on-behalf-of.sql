-- What waits for one in whose place another acts is that one's: seen and done by whoever acts for them now, and by themselves.
alter table tasks.task add column on_behalf_of text;
-- The key under which they were known when it was opened, for when two that were one are two again.
alter table tasks.task add column first_behalf_of text;
create index task_behalf on tasks.task (on_behalf_of, coalesce(due_at, 'infinity'::timestamptz), id)
  where closed_at is null and on_behalf_of is not null;
create index task_behalf_closed on tasks.task (on_behalf_of, closed_at desc, id desc)
  where closed_at is not null and on_behalf_of is not null;
