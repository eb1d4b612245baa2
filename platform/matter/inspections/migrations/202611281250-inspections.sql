-- What is looked at. A version never changes: a visit refers to the one with which it was drawn.
create table inspections.checklist (
  code text not null,
  version integer not null,
  title jsonb not null,
  items jsonb not null,
  added_at timestamptz(3) not null,
  primary key (code, version)
);

create table inspections.inspector (
  code text primary key,
  account text not null unique,
  name text not null,
  organisation text not null,
  active boolean not null
);
select kernel.record_table('inspections.inspector', 'code');

create table inspections.conflict (
  code text primary key,
  inspector text not null,
  kind text not null,
  object text not null,
  why text not null,
  organisation text not null
);
select kernel.record_table('inspections.conflict', 'code');

create table inspections.plan (
  code text primary key,
  title text not null,
  kind text not null,
  organisation text not null,
  wanted integer not null check (wanted > 0),
  team integer not null check (team > 0),
  state text not null check (state in ('planned', 'sealed', 'drawn')),
  drawn_at timestamptz(3)
);
select kernel.record_table('inspections.plan', 'code');

-- A draw by commitment and opening. The secret is shown by nobody until the witness has said the word.
create table inspections.draw (
  plan text primary key references inspections.plan (code),
  pools jsonb not null,
  digest text not null,
  commitment text not null,
  secret text not null,
  sealed_at timestamptz(3) not null,
  sealed_by text not null,
  word text,
  result jsonb not null default '[]',
  drawn_at timestamptz(3),
  drawn_by text
);

create table inspections.visit (
  id text primary key,
  plan text not null,
  kind text not null,
  object text not null,
  object_name text not null,
  organisation text not null,
  team jsonb not null,
  checklist text not null,
  checklist_version integer not null,
  state text not null check (state in ('assigned', 'recorded', 'mending', 'closed')),
  visited_on date,
  score integer,
  grade text,
  findings jsonb,
  round integer not null,
  mend_by timestamptz(3),
  concluded_at timestamptz(3),
  closed_at timestamptz(3),
  unique (plan, object)
);
select kernel.record_table('inspections.visit', 'id');
create index visit_object on inspections.visit (kind, object, concluded_at desc);

-- The log of a visit: what phones said, each edit once, in the order in which it came.
create table inspections.edit (
  id text primary key,
  visit text not null references inspections.visit (id),
  place integer not null,
  body jsonb not null,
  by text not null,
  received_at timestamptz(3) not null,
  unique (visit, place)
);

create table inspections.photo (
  visit text not null references inspections.visit (id),
  sha256 text not null,
  attachment text not null,
  primary key (visit, sha256)
);
