-- A day that reaches into a year whose holidays are not published is reckoned anew until they are.
alter table reporting.filing add column due_uncertain boolean not null default false;
select kernel.record_table('reporting.filing', 'id');

create index respondent_of_return on reporting.respondent (return, company);
create index filing_due on reporting.filing (return, ends_on, company) where state = 'due';
create index filing_of_days on reporting.filing (due_on);
create index filing_of_ends on reporting.filing (ends_on);

-- What waits to be delivered, and nothing of what was.
drop index reporting.filing_to_deliver;
create index filing_to_deliver on reporting.filing (return, simulated, id)
  where state = 'handed-in' and (delivered_at is null or delivered_at < handed_in_at);

create index sheet_handed_in on reporting.sheet (handed_in_at) where handed_in_at is not null;
create index sheet_receipt on reporting.sheet (receipt) where handed_in_at is not null;
