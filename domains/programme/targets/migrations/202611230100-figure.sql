create table targets.figure (
  id text primary key,
  kind text not null,
  name_zh text not null,
  name_en text not null,
  value double precision,
  approximate text,
  comparison text,
  unit_zh text,
  unit_en text,
  as_of text not null,
  about text,
  compared_with text,
  clause text not null
);
select kernel.record_table('targets.figure', 'id');
