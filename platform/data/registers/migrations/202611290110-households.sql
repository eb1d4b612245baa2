-- What a person is to the head of their household, as the household register says it.
alter table registers.person add column household_relation text;
select kernel.record_table('registers.person', 'id');

create table registers.household (
  id text primary key,
  number text not null,
  head text,
  members integer not null,
  division text,
  address text,
  address_code text,
  state text not null
);
select kernel.record_table('registers.household', 'id');
create unique index household_number on registers.household (number);

-- What was registered of a person: born, moved in, moved out, died. The newest delivery of a row stands here.
create table registers.movement (
  dataset text not null,
  row_key text not null,
  person text not null,
  household_number text not null,
  kind text not null check (kind in ('born', 'moved-in', 'moved-out', 'died')),
  happened_on date not null,
  elsewhere text,
  batch text not null,
  row integer not null,
  at timestamptz not null,
  simulated boolean not null,
  primary key (dataset, row_key)
);
create index movement_person on registers.movement (person);
create index movement_day on registers.movement (happened_on);

-- Who belonged to which household and when; reckoned anew for a person whenever something is said of them.
create table registers.household_member (
  person text not null,
  position integer not null,
  number text not null,
  relation text,
  from_day date,
  came text,
  told_on date,
  until_day date,
  went text,
  primary key (person, position)
);
create index household_member_number on registers.household_member (number);

-- What was last reckoned with, so that nobody is reckoned twice for the same.
create table registers.household_reckoned (person text primary key, said text not null);
