-- Heads since the checkpoint before, under one signed root, which the ledger repeats: a proof ends here, however old it is.
create table exchange.checkpoint (
  number bigint primary key,
  first_batch bigint not null,
  last_batch bigint not null unique,
  body text not null,
  digest text not null,
  signature text not null
);
create trigger only_grows before update or delete on exchange.checkpoint for each row execute function exchange.only_grows();
create trigger never_emptied before truncate on exchange.checkpoint execute function exchange.only_grows();
