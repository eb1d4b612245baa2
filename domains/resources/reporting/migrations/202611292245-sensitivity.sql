-- How strictly answers are kept: as the question says, or as the item that it takes.
alter table reporting.question add column sensitivity text;
select kernel.record_table('reporting.question', 'code');
