-- By which check a batch joins: one that stopped half-way and was checked again since begins anew.
alter table registers.join_run add column checked_at timestamptz;
