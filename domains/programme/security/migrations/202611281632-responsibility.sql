-- Who accepted a risk.
alter table security.control add column accepted_by text;
select kernel.record_table('security.control', 'clause');

-- Who answers for what has to be protected: a system, a device, a set of data.
create table security.responsibility (
  code text primary key,
  kind text not null check (kind in ('system', 'device', 'data')),
  title_zh text not null,
  title_en text not null,
  organisation text not null,
  responsible text not null,
  level smallint not null check (level between 1 and 5),
  filed_number text,
  assessed_on date,
  next_assessment_on date
);
select kernel.record_table('security.responsibility', 'code');
