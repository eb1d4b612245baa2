-- Who agreed, when, to what, and when it was taken back: the sheet says what holds now, and this what held.
create table reporting.consent (
  id text primary key,
  return text not null,
  owner text not null,
  company text,
  person text,
  respondent text generated always as (coalesce(company, person)) stored,
  period text not null,
  ends_on date not null,
  datasets text[],
  basis text not null,
  given_by text not null,
  given_at timestamptz(3) not null,
  state text not null,
  ended_by text,
  ended_at timestamptz(3),
  constraint consent_is_one check (num_nonnulls(company, person) = 1)
);
select kernel.record_table('reporting.consent', 'id');
create index consent_of_respondent on reporting.consent (respondent, ends_on);

-- What stands is written down as far as it is known: in what capacity, and which datasets were named, is in the
-- ledger alone.
insert into reporting.consent (id, return, owner, company, person, period, ends_on, basis, given_by, given_at, state, simulated, source)
  select f.id || '.' || s.revision, f.return, f.owner, f.company, f.person, f.period, f.ends_on, 'unrecorded', s.consented_by,
    s.consented_at, 'standing', f.simulated, 'reporting:before'
  from reporting.sheet s
  join reporting.filing f on f.respondent = s.respondent and f.ends_on = s.ends_on and f.withdrawn_at is null and f.state <> 'dropped'
  where s.consented_at is not null and s.consented_by is not null;
