-- Tables in consumers' own databases from which rows that were written there are still to be deleted: the agreement has ended,
-- or its changes are written elsewhere. What it takes to sign in there is kept, sealed, until that is done.
create table exchange.left_table (
  agreement text not null,
  turn integer not null,
  url text not null,
  secret text not null,
  left_at timestamptz(3) not null,
  failures integer not null default 0,
  problem text,
  primary key (agreement, turn)
);
