create table cataloguing.description (
  code text primary key,
  title_zh text not null,
  title_en text,
  provider text not null,
  abstract_zh text not null,
  abstract_en text,
  category text not null,
  theme text not null,
  format text not null,
  share text not null,
  share_condition text,
  share_basis text,
  share_way text not null,
  open text not null,
  open_condition text,
  cycle text not null,
  subject text not null,
  key_item text not null,
  related text[],
  resource_code text,
  state text not null,
  why text,
  office text not null,
  account text not null,
  published_on date
);
select kernel.record_table('cataloguing.description', 'code');

create table cataloguing.item (
  code text primary key,
  resource text not null,
  position integer not null,
  label_zh text not null,
  label_en text,
  type text not null,
  length integer,
  codes text,
  required boolean not null,
  share text,
  sensitivity text not null,
  mask text,
  aliases text[],
  provider text not null
);
select kernel.record_table('cataloguing.item', 'code');

-- Serials of the resource codes, one row a classification: handed out under a lock, never twice.
create table cataloguing.serial (
  class text primary key,
  last integer not null
);

-- The data office of the city, from its catalogue file.
create table cataloguing.setting (name text primary key, value text not null);

create table cataloguing.handed_in (code text primary key, definition jsonb not null);
