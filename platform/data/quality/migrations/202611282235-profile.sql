-- What a batch holds, column by column; a batch never changes, so neither does its profile. Values of personal fields
-- stand here masked.
create table quality.profile (
  batch text primary key,
  dataset text not null,
  profile jsonb not null,
  made_at timestamptz(3) not null
);
create index profile_dataset on quality.profile (dataset, made_at desc);
