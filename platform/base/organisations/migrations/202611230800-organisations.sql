-- Divisions of the city and the institutions in it, each with the time in which it exists as exactly as it is known.
create table organisations.division (
  code text primary key,
  name_zh text not null,
  name_en text,
  parent text,
  level text not null,
  kind text,
  exists_from text,
  exists_to text,
  boundary geometry(Geometry, 4490),
  centre geometry(Point, 4490)
);
select kernel.record_table('organisations.division', 'code');

create table organisations.organisation (
  code text primary key,
  name_zh text not null,
  name_en text,
  kind text not null,
  division text,
  parent text,
  exists_from text,
  exists_to text,
  successor text,
  collected text,
  reconstructed boolean not null default false,
  names_checked text,
  named_in_plan jsonb not null default '[]'
);
select kernel.record_table('organisations.organisation', 'code');
