-- Glass that was broken: one person, one row of one record, for minutes; what was said of it then and afterwards.
create table emergency.glass (
  id text primary key,
  record text not null,
  key text not null,
  reason text not null,
  broken_by text not null,
  organisation text not null,
  informed text not null,
  broken_at timestamptz(3) not null,
  ends_at timestamptz(3) not null,
  looks integer not null default 0,
  verdict text check (verdict in ('justified', 'unjustified')),
  review text,
  reviewed_by text,
  reviewed_at timestamptz(3)
);
create index glass_broken_by on emergency.glass (broken_by, broken_at desc, id desc);
create index glass_broken_at on emergency.glass (broken_at desc, id desc);
