-- A household answers as one: a third kind of respondent.
alter table reporting.respondent add column household text;
alter table reporting.filing add column household text;
alter table reporting.consent add column household text;

alter table reporting.respondent drop constraint respondent_is_one, drop column respondent;
alter table reporting.respondent
  add column respondent text generated always as (coalesce(company, person, household)) stored,
  add constraint respondent_is_one check (num_nonnulls(company, person, household) = 1);
create index respondent_of_return on reporting.respondent (return, respondent);
select kernel.record_table('reporting.respondent', 'code');

alter table reporting.filing drop constraint filing_is_one, drop column respondent, drop column asks;
alter table reporting.filing
  add column respondent text generated always as (coalesce(company, person, household)) stored,
  add column asks text generated always as (case when company is not null then 'company' when person is not null then 'person'
    else 'household' end) stored,
  add constraint filing_is_one check (num_nonnulls(company, person, household) = 1);
create index filing_of_respondent on reporting.filing (respondent, ends_on);
create index filing_due on reporting.filing (return, ends_on, respondent) where state = 'due';
create index filing_undecided on reporting.filing (respondent) where undecided is not null;
create index filing_of_period on reporting.filing (return, period);
create index filing_of_household on reporting.filing (household) where household is not null;
select kernel.record_table('reporting.filing', 'id');

alter table reporting.consent drop constraint consent_is_one, drop column respondent;
alter table reporting.consent
  add column respondent text generated always as (coalesce(company, person, household)) stored,
  add constraint consent_is_one check (num_nonnulls(company, person, household) = 1);
create index consent_of_respondent on reporting.consent (respondent, ends_on);
select kernel.record_table('reporting.consent', 'id');
