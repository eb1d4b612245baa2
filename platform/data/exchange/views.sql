-- Requests and the use of agreements, for figures.
create view exchange.request_v1 as
  select number, dataset, consumer, provider, state, asked_at, decided_at, settled_at, simulated
  from exchange.request where withdrawn_at is null;

create view exchange.use_v1 as
  select u.agreement, u.day, u.calls, u.rows, u.last_at, a.provider, a.consumer, a.dataset, a.simulated
  from exchange.use_day u join exchange.agreement a on a.id = u.agreement;

-- Agreements and whether they stand, for whoever holds rows by one.
create view exchange.agreement_v1 as
  select id, dataset, consumer, provider, state, period_from, period_until, simulated from exchange.agreement;
