-- What the newest deliveries of a row only said again, attribute by attribute: {"name": {"authority": 60, "at": …}}.
alter table registers.member add column confirms jsonb not null default '{}';

-- Rows whose number stands for somebody else in the register: not part of it, until they come again and agree.
create table registers.claim (
  dataset text not null,
  row_key text not null,
  entity text not null,
  batch text not null,
  primary key (dataset, row_key)
);
create index claim_entity on registers.claim (entity);
