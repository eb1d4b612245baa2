create sequence exchange.request_number;
create sequence exchange.report_number;

create table exchange.request (
  number text primary key,
  dataset text not null,
  consumer text not null,
  provider text not null,
  state text not null,
  items jsonb not null,
  purpose text not null,
  legal_basis text not null,
  scenario text not null,
  system text,
  frequency text not null,
  way text not null,
  period_from date not null,
  period_until date not null,
  filter jsonb not null,
  renews text,
  asked_by text,
  asked_at timestamptz(3),
  checked_by text,
  checked_at timestamptz(3),
  checked_why text,
  decided_by text,
  decided_at timestamptz(3),
  decided_why text,
  disputed_why text,
  disputed_at timestamptz(3),
  settled_by text,
  settled_at timestamptz(3),
  settled_why text,
  agreement text
);
select kernel.record_table('exchange.request', 'number');

create table exchange.agreement (
  id text primary key,
  dataset text not null,
  consumer text not null,
  provider text not null,
  state text not null,
  purpose text not null,
  items jsonb not null,
  filter jsonb not null,
  system text,
  period_from date not null,
  period_until date not null,
  calls_per_minute integer not null,
  rows_per_day integer not null,
  version integer not null,
  digest text not null,
  request text not null,
  replaced_by text,
  recalled_by text,
  recalled_at timestamptz(3),
  recalled_why text
);
select kernel.record_table('exchange.agreement', 'id');

-- The documents themselves: what was agreed stays as it was, whatever comes after it.
create table exchange.document (
  agreement text not null,
  version integer not null,
  document text not null,
  digest text not null,
  made_at timestamptz(3) not null,
  primary key (agreement, version)
);
create function exchange.refuse_change() returns trigger language plpgsql as $$
begin
  raise exception 'an agreement is never changed: % of % is refused', tg_op, tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger only_grows before update or delete on exchange.document
  for each row execute function exchange.refuse_change();
create trigger never_emptied before truncate on exchange.document execute function exchange.refuse_change();

create table exchange.report (
  number text primary key,
  agreement text not null,
  dataset text not null,
  consumer text not null,
  provider text not null,
  state text not null,
  row_key text not null,
  item text not null,
  wrong text not null,
  reported_by text,
  reported_at timestamptz(3),
  answer text,
  answered_by text,
  answered_at timestamptz(3)
);
select kernel.record_table('exchange.report', 'number');

-- Which row a report means, by the provider's own key: a consumer that knows it by a pseudonym never sees this.
create table exchange.reported_row (
  report text primary key,
  row_key text not null,
  batch text not null,
  row integer not null
);

-- What was used of an agreement on a day; and how many calls came in the minute that runs.
create table exchange.use_day (
  agreement text not null,
  day date not null,
  calls integer not null default 0,
  rows bigint not null default 0,
  last_at timestamptz(3),
  primary key (agreement, day)
);
create index use_day_day on exchange.use_day (day);
create table exchange.call_window (
  agreement text primary key,
  minute timestamptz(0) not null,
  calls integer not null
);

create table exchange.setting (
  name text primary key,
  value jsonb not null
);
