-- The place behind the words of an address; written beside the versions, for it says nothing that the words do not.
alter table registers.person add column address_code text;
alter table registers.company add column address_code text;
select kernel.record_table('registers.person', 'id');
select kernel.record_table('registers.company', 'id');
create index person_address_code on registers.person (address_code) where withdrawn_at is null;
create index company_address_code on registers.company (address_code) where withdrawn_at is null;

-- What was made of the address of an entity, as it was written then (its digest), and the row that a finding went to.
create table registers.placing (
  entity text primary key,
  written text not null,
  verdict text not null,
  dataset text,
  row_key text,
  row integer
);
create index placing_open on registers.placing (verdict) where verdict <> 'placed';
