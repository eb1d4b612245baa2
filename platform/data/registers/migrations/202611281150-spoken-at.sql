-- When the delivery spoke: a row of one that comes late may have been placed by a newer one. Runs before this count as oldest.
alter table registers.join_run add column spoken_at timestamptz not null default '-infinity';
alter table registers.join_run alter column spoken_at drop default;
create index join_run_spoken on registers.join_run (dataset, spoken_at);
