-- Code tables of the city. One row a code; `code` alone is unique within its table only, so the key is table:code.
create table codes.code_table (
  id text primary key,
  name_zh text not null,
  name_en text not null,
  standard text,
  complete boolean not null,
  invented boolean not null,
  checked text not null
);

create table codes.value (
  key text primary key,
  code_table text not null,
  code text not null,
  name_zh text not null,
  name_en text not null,
  position integer not null default 0,
  used_from date,
  used_to date
);
select kernel.record_table('codes.value', 'key');
create index value_of_table on codes.value (code_table, position, key);
