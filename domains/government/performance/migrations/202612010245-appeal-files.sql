-- The files that a unit shows with its appeal; the organ of documents keeps them.
alter table performance.appeal add column files jsonb;
select kernel.record_table('performance.appeal', 'id');
