-- Two natural resources of one kind that lie over each other by more than the city lets pass.
create table registers.resource_overlap (
  id text primary key,
  kind text not null,
  one text not null,
  other text not null,
  one_keeper text not null,
  other_keeper text not null,
  area double precision not null,
  share double precision not null,
  shape geometry(Geometry, 4490),
  state text not null,
  found_at timestamptz(3) not null,
  gone_at timestamptz(3)
);
select kernel.record_table('registers.resource_overlap', 'id');
create index resource_overlap_open on registers.resource_overlap (id) where state = 'open';

-- What the city's files say of the registers.
create table registers.setting (
  name text primary key,
  value jsonb not null
);
