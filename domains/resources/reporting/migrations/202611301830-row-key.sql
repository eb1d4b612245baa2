-- Under which row of its department's dataset a filing is delivered: it keeps it when it turns out to be somebody else's.
alter table reporting.filing add column row_key text;
create unique index filing_row on reporting.filing (row_key) where row_key is not null;
select kernel.record_table('reporting.filing', 'id');
