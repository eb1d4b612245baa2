-- Rules that somebody stated, in the city's files or in the console, with their history. `quality.rule` keeps those that
-- follow from the catalogue.
create table quality.stated_rule (
  id text primary key,
  dataset text not null,
  owner text not null,
  title_zh text not null,
  title_en text not null,
  message_zh text not null,
  message_en text not null,
  repair_zh text,
  repair_en text,
  kind text not null,
  looks_at jsonb not null,
  applies_when jsonb,
  dimension text not null,
  severity text not null,
  state text not null,
  days integer not null
);
select kernel.record_table('quality.stated_rule', 'id');
create index stated_rule_dataset on quality.stated_rule (dataset, state);
delete from quality.rule where not implied;

-- Until when a finding is waived; without a day for good.
alter table quality.finding add column waived_until date;
select kernel.record_table('quality.finding', 'id');
create index finding_waived on quality.finding (waived_until) where status = 'waived' and waived_until is not null;
