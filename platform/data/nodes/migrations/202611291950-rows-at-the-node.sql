-- At a node: agreements whose rows it holds, and until when is kept in memory alone: after a start nothing is served
-- before the city has said again that the agreement stands.
create table nodes.local_agreement (
  agreement text primary key,
  purpose text not null,
  state text not null,
  reason text,
  etag text,
  dataset text,
  fields jsonb not null default '[]',
  simulated boolean not null default false,
  rows integer not null default 0,
  digest text not null default '',
  generation integer not null default 0,
  taken_at timestamptz(3),
  receipt text,
  proof jsonb
);

create table nodes.local_row (
  agreement text not null,
  generation integer not null,
  place integer not null,
  values jsonb not null,
  primary key (agreement, generation, place)
);

-- How often programs of the department read here, until the city is told.
create table nodes.local_read (
  agreement text not null,
  purpose text not null,
  calls integer not null,
  rows integer not null,
  since timestamptz(3) not null,
  primary key (agreement, purpose)
);
