-- Tables become a record of their own; the city's files fill it again at the next start.
delete from codes.code_table;
alter table codes.code_table add column note text;
select kernel.record_table('codes.code_table', 'id');

alter table codes.value
  -- The broader code of the same table: its section, its province.
  add column parent text,
  -- How the Chinese name is said, without tones, and the first letter of each syllable.
  add column pinyin text not null default '',
  add column initials text not null default '',
  -- What the code meant before: found for a day, never chosen.
  add column former boolean generated always as (key ~ '@\d{4}-\d{2}-\d{2}$') stored;
select kernel.record_table('codes.value', 'key');
create index value_of_code on codes.value (code_table, code);
create index value_of_parent on codes.value (code_table, parent, position);

-- How a code of one table is said in another; several for one where the tables cut differently.
create table codes.mapping (
  key text primary key,
  from_table text not null,
  from_code text not null,
  to_table text not null,
  to_code text not null,
  kind text not null,
  used_from date,
  used_to date,
  note text
);
select kernel.record_table('codes.mapping', 'key');
create index mapping_from on codes.mapping (from_table, to_table, from_code);
create index mapping_to on codes.mapping (to_table, from_table, to_code);
