-- Jobs in the order in which they ended, for whoever follows what came of them.
create index job_ended on kernel.job (finished_at, id) where finished_at is not null;
