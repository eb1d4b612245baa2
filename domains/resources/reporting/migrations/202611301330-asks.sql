-- Answers of persons are opened by another right than those of companies: the kind of who answers stands in the row.
alter table reporting.filing
  add column asks text generated always as (case when person is null then 'company' else 'person' end) stored;
select kernel.record_table('reporting.filing', 'id');
update reporting.filing_history set asks = case when person is null then 'company' else 'person' end;
