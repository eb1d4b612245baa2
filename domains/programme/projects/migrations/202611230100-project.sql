create table projects.project (
  id text primary key,
  number integer not null unique,
  name_zh text not null,
  name_en text not null,
  year_from integer not null,
  year_to integer not null,
  lead jsonb not null,
  supporting jsonb not null,
  goals jsonb not null,
  figures jsonb not null,
  clause text not null
);
select kernel.record_table('projects.project', 'id');
