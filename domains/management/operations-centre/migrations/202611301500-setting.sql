-- The wall as the city's file says it.
create table operations_centre.setting (name text primary key, value jsonb not null);
