-- A source leaves the list once it was looked at as it was then; written again meanwhile, it stays.
alter table search.pending add column times bigint not null default 1;
