-- One place, one row, one code: what is written of it is kept in its full form, never as somebody wrote it.
create table addresses.address (
  code text primary key,
  text text not null,
  local text not null,
  division text not null,
  house text not null,
  road text,
  number text,
  place text,
  building text,
  room text,
  pinyin text not null,
  initials text not null,
  point geometry(Point, 4490),
  state text not null,
  merged_into text,
  note text
);
select kernel.record_table('addresses.address', 'code');
-- Homes of one house, and what was merged into one.
create index address_house on addresses.address (house);
create index address_merged on addresses.address (merged_into) where merged_into is not null;
-- A house that is written without its village is looked for in its town.
create index address_town on addresses.address (left(division, 9), local) where withdrawn_at is null;
