create table fleet.vehicle (
  plate text primary key,
  kind text not null,
  owner text not null,
  cargo text
);
select kernel.record_table('fleet.vehicle', 'plate');

create table fleet.terminal (
  phone text primary key,
  device text not null,
  vehicle text not null,
  system text not null,
  owner text not null
);
select kernel.record_table('fleet.terminal', 'phone');

-- What a terminal was given when it registered, as a digest: the code itself is nowhere.
create table fleet.terminal_key (
  phone text primary key,
  digest text not null,
  registered_at timestamptz(3) not null
);
