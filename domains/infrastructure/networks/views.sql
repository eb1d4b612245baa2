create view networks.tower_v1 as
  select code, name, kind, state, owner, division, place, built_on, simulated, valid_from
  from networks.tower where withdrawn_at is null;

create view networks.sharing_v1 as
  select code, tower, operator, service, starts_on, ends_on, simulated, valid_from
  from networks.sharing where withdrawn_at is null;
