create table networks.tower (
  code text primary key,
  name text not null,
  kind text not null,
  state text not null,
  owner text not null,
  division text not null,
  place geometry(Point, 4490) not null,
  height double precision,
  built_on date
);
select kernel.record_table('networks.tower', 'code');

create table networks.sharing (
  code text primary key,
  tower text not null,
  operator text not null,
  service text not null,
  starts_on date not null,
  ends_on date
);
select kernel.record_table('networks.sharing', 'code');
