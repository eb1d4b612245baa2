-- The files that a unit shows with its evidence; the organ of documents keeps them.
alter table performance.judgement add column files jsonb;
select kernel.record_table('performance.judgement', 'id');
