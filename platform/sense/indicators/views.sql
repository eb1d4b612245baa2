-- Values for those who set them beside something else: performance, targets.
create view indicators.value_v1 as
  select indicator, day, value, simulated, as_of, computed_at from indicators.value;
