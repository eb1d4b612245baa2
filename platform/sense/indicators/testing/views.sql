create view test_shop.sale_v1 as
  select id, kind, sold_on, amount, buyer_sex, simulated, recorded_at from test_shop.sale where withdrawn_at is null;

create view test_shop.site_v1 as
  select code, division, date '2027-01-01' as opened_on from test_shop.site where withdrawn_at is null;
