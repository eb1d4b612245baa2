-- 退汇: a pay-out that its bank sent back is corrected and paid again under a number of its own.
alter table payments.payout drop constraint payout_status_check;
alter table payments.payout add constraint payout_status_check
  check (status in ('asked', 'approved', 'refused', 'paid', 'failed', 'returned'));
alter table payments.payout add column attempt integer not null default 1;
alter table payments.payout add column stopped_why text;
alter table payments.payout add column approver text;
select kernel.record_table('payments.payout', 'id', false);

-- Each time that money went out or came back; what the provider's statement is held against.
create table payments.payout_movement (
  kind text not null check (kind in ('payout', 'return')),
  ours text not null,
  payout text not null references payments.payout (id),
  provider text not null,
  reference text not null,
  amount_fen bigint not null check (amount_fen > 0),
  at timestamptz(3) not null,
  primary key (kind, ours)
);
create index payout_movement_at on payments.payout_movement (provider, at);
insert into payments.payout_movement (kind, ours, payout, provider, reference, amount_fen, at)
  select 'payout', id, id, provider, provider_reference, amount_fen, paid_at from payments.payout where status = 'paid';

alter table payments.simulated_movement drop constraint simulated_movement_kind_check;
alter table payments.simulated_movement add constraint simulated_movement_kind_check
  check (kind in ('payment', 'refund', 'payout', 'return'));
