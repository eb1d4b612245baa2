-- What was chosen for an issue, in the words of its day: a place may be called otherwise later.
alter table reports.printed add column choices jsonb not null default '[]';
