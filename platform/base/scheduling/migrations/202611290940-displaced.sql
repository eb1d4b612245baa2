-- Whom a stop displaced. Each is followed up in a step of its own; what was begun and not ended is taken up again.
create table scheduling.displacement (
  booking text primary key,
  stop text not null references scheduling.stop,
  place integer not null,
  -- Who can be told; null when nobody can, so that the institution calls them.
  account text,
  claimed_at timestamptz(3),
  settled_at timestamptz(3)
);
create index displacement_left on scheduling.displacement (claimed_at) where settled_at is null;
create index displacement_stop on scheduling.displacement (stop);
create index booking_instead on scheduling.booking (instead_of) where instead_of is not null;

-- Where the last absence was, and of whom: the institution sees and lifts its own.
alter table scheduling.suspension add column organisation text;
alter table scheduling.suspension add column subject_name text;
