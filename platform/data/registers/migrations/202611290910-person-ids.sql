-- A person without a usable number is one as well, marked so. Whoever was found to be another leads to them.
alter table registers.person alter column citizen_id drop not null;
alter table registers.person add column provisional boolean not null default false;
alter table registers.person add column merged_into text;
alter table registers.person add column other_ids jsonb;
select kernel.record_table('registers.person', 'id');
create index person_merged_into on registers.person (merged_into) where merged_into is not null;

-- Of a person whom several ids lead to: what the rows of each said by themselves, so that they can be parted again.
create table registers.side (
  id text primary key,
  person text not null,
  number text,
  golden jsonb not null,
  simulated boolean not null,
  revision integer not null
);
create index side_person on registers.side (person);
create index side_number on registers.side (number) where number is not null;

-- Every state of a side: what was said of a household while the person was one.
create table registers.side_version (
  side text not null,
  revision integer not null,
  golden jsonb not null,
  primary key (side, revision)
);

-- Side of its entity that a row belongs to; null where the entity has no sides.
alter table registers.member add column side text;
create index member_side on registers.member (side) where side is not null;

-- Rows that people gave to a person although their number says another: they stay there while they bear that number.
create table registers.pinned (
  dataset text not null,
  row_key text not null,
  person text not null,
  number text not null,
  primary key (dataset, row_key)
);

create table registers.person_decision (
  id text primary key,
  kind text not null,
  state text not null,
  person text not null,
  other text,
  reason_given text not null,
  evidence text not null,
  moves jsonb not null,
  proposed_by text not null,
  proposed_at timestamptz(3) not null,
  decided_by text,
  decided_at timestamptz(3),
  decided_why text
);
select kernel.record_table('registers.person_decision', 'id');
create index person_decision_person on registers.person_decision (person);
create index person_decision_other on registers.person_decision (other);
create unique index person_decision_open on registers.person_decision (kind, least(person, other), greatest(person, other))
  where state = 'proposed';

-- Rows without a usable number that founded a person.
create index member_founded on registers.member (dataset, row_key) where (how ->> 'founded') is not null;
