create table quality.rule (
  id text primary key,
  dataset text not null,
  definition jsonb not null,
  implied boolean not null
);
create index rule_dataset on quality.rule (dataset);

create sequence quality.finding_number;

create table quality.finding (
  id text primary key default 'F' || lpad(nextval('quality.finding_number')::text, 10, '0'),
  title_zh text not null,
  title_en text not null,
  value text,
  suggestion text,
  field_zh text not null,
  field_en text not null,
  dataset text not null,
  owner text not null,
  status text not null default 'open',
  severity text not null,
  dimension text not null,
  rule text not null,
  message_zh text not null,
  message_en text not null,
  batch text not null,
  row integer not null,
  row_key text not null,
  found_at timestamptz not null,
  due_on date not null,
  closed_at timestamptz,
  closed_by_batch text,
  closed_by_row integer,
  note text
);
select kernel.record_table('quality.finding', 'id');

-- One row breaks one rule once, however often it is handed in; when mended and broken again it is a new finding.
create unique index finding_standing on quality.finding (dataset, row_key, rule) where status in ('open', 'contested', 'waived');
create index finding_open on quality.finding (owner, dataset) where status = 'open';

-- What the check of each batch found, rule by rule.
create table quality.batch_result (
  batch text primary key,
  dataset text not null,
  rows integer not null,
  good integer not null,
  bad integer not null,
  by_rule jsonb not null,
  checked_at timestamptz not null
);
