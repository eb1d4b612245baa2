-- A return asks companies or persons. Of persons: who is on its list, residents of a kind and place, or who wishes to.
alter table reporting.return
  add column asks text not null default 'company',
  add column circle text not null default 'list',
  add column place text,
  add column age_from integer,
  add column age_to integer,
  add column real_name integer;
select kernel.record_table('reporting.return', 'code');

-- Who answers is a company or a person; `respondent` is whichever it is.
alter table reporting.respondent alter column company drop not null, add column person text;
alter table reporting.respondent
  add column respondent text generated always as (coalesce(company, person)) stored,
  add constraint respondent_is_one check (num_nonnulls(company, person) = 1);
select kernel.record_table('reporting.respondent', 'code');

alter table reporting.filing alter column company drop not null, add column person text,
  add column sensitive_answers jsonb, add column voluntary boolean not null default false;
alter table reporting.filing
  add column respondent text generated always as (coalesce(company, person)) stored,
  add constraint filing_is_one check (num_nonnulls(company, person) = 1);
select kernel.record_table('reporting.filing', 'id');

drop index reporting.respondent_of_return;
create index respondent_of_return on reporting.respondent (return, respondent);
drop index reporting.filing_of_company;
create index filing_of_respondent on reporting.filing (respondent, ends_on);
drop index reporting.filing_due;
create index filing_due on reporting.filing (return, ends_on, respondent) where state = 'due';

alter table reporting.sheet rename column company to respondent;
alter table reporting.sheet add column asks text not null default 'company', add column consent_withdrawn_at timestamptz(3);
alter table reporting.sheet alter column asks drop default;
