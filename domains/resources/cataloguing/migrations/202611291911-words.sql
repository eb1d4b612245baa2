-- Everyday words by which people look for a resource.
alter table cataloguing.description add column words text[];
select kernel.record_table('cataloguing.description', 'code');
