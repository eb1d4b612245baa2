-- Who acts, without anything secret: for showing a post or client beside what it did.
create view identity.account_v1 as
  select id, account, kind, suspended, simulated from identity.account where withdrawn_at is null;

create view identity.client_v1 as
  select id, name, organisation, revoked_at from identity.client;
