-- When two ids became one person, so that what was done before and what after can be told apart should they be parted again; and
-- of whom it is not known yet which of the two answered, until the department has said.
create table reporting.followed (
  from_person text not null,
  to_person text not null,
  at timestamptz(3) not null
);
create index followed_of on reporting.followed (to_person, from_person);

alter table reporting.sheet add column moved_from text, add column undecided text;
create index sheet_undecided on reporting.sheet (respondent) where undecided is not null;

alter table reporting.filing add column undecided text;
select kernel.record_table('reporting.filing', 'id');
create index filing_undecided on reporting.filing (respondent) where undecided is not null;
