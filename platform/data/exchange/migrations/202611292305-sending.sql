-- Up to which change what is sent was counted against the quota: what was not taken and is tried again is not counted again.
-- And as what whoever had the changes sent acts: a program, or a person.
alter table exchange.subscription
  add column charged bigint not null default 0,
  add column sender text not null default 'client';
update exchange.subscription set charged = sent;
