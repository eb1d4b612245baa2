-- An entry about the very people of an earlier one names that one. Programs read the same pages again and again, and two
-- hundred rows for each time cost more than all the rest of such a read.
create table ledger.repeated (
  sequence bigint primary key,
  first bigint not null,
  check (first < sequence)
);
create index repeated_first on ledger.repeated (first);
create trigger only_grows before update or delete on ledger.repeated for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.repeated execute function ledger.refuse_change();

-- Here for a second at most: to compress it takes longer than to write it.
alter table ledger.entering alter column told set storage external;
