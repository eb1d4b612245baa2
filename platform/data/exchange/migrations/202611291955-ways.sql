-- In which way an agreement is used, as its document says.
alter table exchange.agreement add column way text not null default 'api';
select kernel.record_table('exchange.agreement', 'id');

-- What a subscriber was told of each row: by the provider's key, a digest of the values as they were given, and the number of
-- the change that spoke of it last. The values themselves are read from the dataset when they are asked for.
create table exchange.subscribed_row (
  agreement text not null,
  key text not null,
  digest text not null,
  change bigint not null,
  added bigint not null,
  gone boolean not null,
  primary key (agreement, key)
);
create unique index subscribed_row_change on exchange.subscribed_row (agreement, change);

-- How far each subscription has come, and where its changes are sent.
create table exchange.subscription (
  agreement text primary key,
  change bigint not null default 0,
  state text not null default '',
  looked_at timestamptz(3),
  client text,
  url text,
  secret text,
  sent bigint not null default 0,
  sent_at timestamptz(3),
  failures integer not null default 0,
  problem text,
  dead boolean not null default false
);
