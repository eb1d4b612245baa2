-- What of the city's files each module holds in its tables, by the hash of those files.
create table kernel.city_load (
  module text primary key,
  hash text not null,
  loaded_at timestamptz not null
);
