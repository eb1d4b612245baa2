-- What is due and handed in, and what one sheet saved, for figures. No answers.
create view reporting.filing_v1 as
  select id, return, owner, asks, respondent, voluntary, period, ends_on, due_on, state, late, handed_in_at, simulated
  from reporting.filing where withdrawn_at is null;

create view reporting.sheet_v1 as
  select respondent, asks, ends_on, questions, cells, prefilled, handed_in_at, receipt, simulated
  from reporting.sheet where handed_in_at is not null;
