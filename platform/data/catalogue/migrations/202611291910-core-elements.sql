-- The core elements of the guide to cataloguing that an entry did not carry, and the everyday words by which it is found.
alter table catalogue.entry add column resource_code text;
alter table catalogue.entry add column category text;
alter table catalogue.entry add column format text;
alter table catalogue.entry add column condition_zh text;
alter table catalogue.entry add column condition_en text;
alter table catalogue.entry add column basis text;
alter table catalogue.entry add column way text;
alter table catalogue.entry add column open_condition_zh text;
alter table catalogue.entry add column open_condition_en text;
alter table catalogue.entry add column published_on date;
alter table catalogue.entry add column related text[];
alter table catalogue.entry add column words text;
alter table catalogue.entry add column counted_as text;
select kernel.record_table('catalogue.entry', 'code');
