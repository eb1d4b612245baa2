create view elevators.lift_v1 as
  select code, address, division, maker, maintainer, user_unit, in_use_since, inspected_on, inspect_by, monitored,
    monitored_by, simulated, valid_from
  from elevators.lift where withdrawn_at is null;

create view elevators.alarm_v1 as
  select id, number, company, lift, kind, state, occurred_at, received_at, ended_at, maintainer, user_unit, result,
    closed_at, simulated, valid_from
  from elevators.alarm where withdrawn_at is null;
