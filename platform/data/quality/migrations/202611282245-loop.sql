-- What the city's files say of the way back to the owner.
create table quality.setting (
  name text primary key,
  value jsonb not null
);
