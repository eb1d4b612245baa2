-- By what others than departments give data: a bank, a carrier, a research institute. A source that names one is read only
-- while it holds.
create table sources.contract (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  owner text not null,
  party text not null,
  credit_code text,
  number text,
  basis text not null,
  purpose text not null,
  holds_from date not null,
  holds_until date not null check (holds_until >= holds_from),
  onward text not null check (onward in ('none', 'departments')),
  keep_days integer check (keep_days >= 0)
);
select kernel.record_table('sources.contract', 'code');

alter table sources.source add column contract text;
select kernel.record_table('sources.source', 'code');
create index source_contract on sources.source (contract) where contract is not null;
