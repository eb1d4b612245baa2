-- Money is whole fen, never a fraction.
create table payments.order (
  id text primary key,
  matter text not null,
  title_zh text not null,
  title_en text not null,
  organisation text not null,
  payer text not null,
  payer_name text not null,
  amount_fen bigint not null check (amount_fen > 0),
  refunded_fen bigint not null default 0 check (refunded_fen >= 0),
  status text not null check (status in ('open', 'paid', 'closed', 'refunded')),
  provider text not null,
  provider_reference text,
  created_at timestamptz(3) not null,
  expires_at timestamptz(3) not null,
  paid_at timestamptz(3),
  closed_at timestamptz(3),
  receipt text,
  constraint order_never_refunded_above_paid check (refunded_fen <= amount_fen)
);
select kernel.record_table('payments.order', 'id', false);
create index order_unpaid on payments.order (expires_at) where status = 'open';
create index order_payer on payments.order (payer, created_at);
create sequence payments.receipt_number;

create table payments.refund (
  id text primary key,
  order_id text not null references payments.order,
  organisation text not null,
  amount_fen bigint not null check (amount_fen > 0),
  why text not null,
  status text not null check (status in ('asked', 'done', 'failed')),
  request text not null,
  provider text not null,
  provider_reference text,
  asked_at timestamptz(3) not null,
  asked_by text not null,
  done_at timestamptz(3),
  unique (order_id, request)
);
select kernel.record_table('payments.refund', 'id', false);

-- Every notice that came with a right signature, once, and what became of it.
create table payments.notice (
  provider text not null,
  notice text not null,
  order_id text not null,
  amount_fen bigint not null,
  received_at timestamptz(3) not null,
  outcome text not null,
  times integer not null default 1,
  primary key (provider, notice)
);

-- Two entries or more a movement, whose debits and credits are equal.
create table payments.entry (
  id bigint generated always as identity primary key,
  movement text not null,
  at timestamptz(3) not null,
  account text not null,
  debit_fen bigint not null default 0 check (debit_fen >= 0),
  credit_fen bigint not null default 0 check (credit_fen >= 0),
  unique (movement, account)
);

create table payments.reconciliation (
  provider text not null,
  day date not null,
  matched integer not null,
  differences integer not null,
  ours_fen bigint not null,
  theirs_fen bigint not null,
  ran_at timestamptz(3) not null,
  primary key (provider, day)
);

create table payments.difference (
  id text primary key,
  provider text not null,
  day date not null,
  kind text not null check (kind in ('long', 'short', 'amount')),
  reference text not null,
  ours_fen bigint,
  theirs_fen bigint,
  status text not null check (status in ('open', 'settled', 'gone')),
  settled_by text,
  settled_why text
);
select kernel.record_table('payments.difference', 'id', false);

create table payments.payout (
  id text primary key,
  matter text not null,
  purpose text not null,
  organisation text not null,
  payee_name text not null,
  payee_account text not null,
  amount_fen bigint not null check (amount_fen > 0),
  status text not null check (status in ('asked', 'approved', 'refused', 'paid', 'failed')),
  provider text not null,
  provider_reference text,
  asked_by text not null,
  asked_at timestamptz(3) not null,
  decided_by text,
  decided_at timestamptz(3),
  decided_why text,
  paid_at timestamptz(3),
  constraint payout_by_two check (decided_by is distinct from asked_by)
);
select kernel.record_table('payments.payout', 'id', false);

-- The books of the stand-in provider; a real provider's are its own.
create table payments.simulated_movement (
  reference text primary key,
  kind text not null check (kind in ('payment', 'refund', 'payout')),
  ours text not null,
  amount_fen bigint not null,
  at timestamptz(3) not null,
  unique (kind, ours)
);
