-- Entries on their way in, all of one transaction in one row: two lines an entry, its canonical JSON without the
-- subjects, and the subjects' keys as JSON. Written in the transaction of what they tell of; the sealer takes them away.
create table ledger.entering (
  id bigint generated always as identity primary key,
  entries integer not null check (entries > 0),
  told text not null
);
insert into ledger.entering (entries, told)
  select 1, entry || E'\n' || array_to_json(subjects)::text from ledger.pending order by id;
drop table ledger.pending;
