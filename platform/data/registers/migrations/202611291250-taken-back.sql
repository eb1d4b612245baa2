-- Rows that had joined and that a rule, changed since, holds back: what the register once said by their word does not count
-- where its earlier states are looked through (households).
create table registers.taken_back (
  batch text not null,
  row integer not null,
  primary key (batch, row)
);
-- Whoever left the register for want of a row comes back under the same id with the same number.
create index person_left on registers.person (citizen_id) where withdrawn_at is not null and merged_into is null;
create index company_left on registers.company (credit_code) where withdrawn_at is not null;
