-- Another amount came than was asked for: the clock leaves the order to somebody.
alter table payments.order add column wrong_fen bigint;
select kernel.record_table('payments.order', 'id', false);
-- While a provider is asked to pay, nobody asks again with another account.
alter table payments.payout add column paying_at timestamptz(3);
select kernel.record_table('payments.payout', 'id', false);
create index refund_undone on payments.refund (asked_at) where status <> 'done';
