-- Heads of other logs that this installation bears witness of: each once, and those that contradict what was said before.
create table ledger.witnessed (
  key text not null,
  size bigint not null,
  root bytea not null,
  at timestamptz(3) not null,
  signature text not null,
  received_at timestamptz(3) not null,
  contradicts boolean not null default false,
  primary key (key, size, root)
);
-- What others have confirmed of this log's heads.
create table ledger.receipt (
  witness text not null,
  size bigint not null,
  at timestamptz(3) not null,
  key text not null,
  signature text not null,
  primary key (witness, size)
);
create trigger only_grows before update or delete on ledger.witnessed for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.witnessed execute function ledger.refuse_change();
create trigger only_grows before update or delete on ledger.receipt for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.receipt execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.chunk execute function ledger.refuse_change();
-- What was found is from now on in the ledger itself; what was found before is not bound to it, and is found anew.
delete from ledger.verification;
create trigger only_grows before update or delete on ledger.verification for each row execute function ledger.refuse_change();
create trigger never_emptied before truncate on ledger.verification execute function ledger.refuse_change();
