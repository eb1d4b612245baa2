create table tracks.device (
  device text primary key,
  kind text not null,
  label text not null,
  owner text not null,
  path text not null,
  simulated boolean not null default false
);
create index device_kind on tracks.device (kind, device);
create index device_owner on tracks.device (owner, device);

-- One partition a day of the city's calendar, made ahead by a job and dropped by it.
create table tracks.position (
  device text not null,
  at timestamptz(3) not null,
  serial integer not null,
  longitude double precision not null,
  latitude double precision not null,
  speed real not null,
  direction smallint not null,
  altitude smallint not null,
  alarm bigint not null,
  simulated boolean not null,
  received_at timestamptz(3) not null,
  primary key (device, at, serial)
) partition by range (at);

create table tracks.day (day date primary key, made_at timestamptz(3) not null);

create table tracks.latest (
  device text primary key,
  at timestamptz(3) not null,
  serial integer not null,
  longitude double precision not null,
  latitude double precision not null,
  speed real not null,
  direction smallint not null,
  alarm bigint not null,
  simulated boolean not null
);

-- What came in since a device's track was last judged by the rules.
create table tracks.unjudged (
  device text primary key,
  since timestamptz(3) not null,
  until timestamptz(3) not null
);

create table tracks.breach (
  device text not null,
  rule text not null,
  day date not null,
  started_at timestamptz(3) not null,
  ended_at timestamptz(3) not null,
  positions integer not null,
  extreme real,
  simulated boolean not null,
  found_at timestamptz(3) not null,
  primary key (device, rule, day)
);
create index breach_day on tracks.breach (day desc, device, rule);

create table tracks.setting (name text primary key, value jsonb not null);
