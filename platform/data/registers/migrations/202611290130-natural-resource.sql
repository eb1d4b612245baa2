-- Land, forest, water, wetland: what it is, whose the right is, where it lies (CGCS2000).
create table registers.natural_resource (
  code text primary key,
  name text not null,
  kind text not null,
  use text,
  area double precision not null check (area > 0),
  division text not null,
  keeper text not null,
  right_holder text,
  right_kind text not null,
  certificate text,
  boundary geometry(Geometry, 4490),
  registered_on date
);
select kernel.record_table('registers.natural_resource', 'code');
