-- Standard addresses for figures and for whoever keeps a code.
create view addresses.address_v1 as
  select code, text, division, house, state, merged_into, simulated, valid_from
  from addresses.address where withdrawn_at is null;
