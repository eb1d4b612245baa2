-- When rows of a source were last said to be written, and when the source was last looked at whole: one that is still being
-- written is not looked at again for each thousand rows.
alter table search.pending add column said_at timestamptz not null default now();
alter table search.pending add column looked_at timestamptz not null default now();
-- Room for another revision of the same words beside the one before: then no index is written.
alter table search.entry set (fillfactor = 85);
