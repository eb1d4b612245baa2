create view payments.order_v1 as
  select id, matter, organisation, amount_fen, refunded_fen, status, created_at, paid_at, simulated from payments.order;
create view payments.payout_v1 as
  select id, matter, organisation, amount_fen, status, asked_at, paid_at, simulated from payments.payout;
