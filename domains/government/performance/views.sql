create view performance.standing_v1 as
  select result, scheme, unit, total, place, place_low, place_high, in_force, simulated, recorded_at
  from performance.standing where withdrawn_at is null;
