-- Values for those who set them beside something else: performance, targets.
create view indicators.value_v1 as
  select indicator, day, value, simulated, as_of, computed_at from indicators.value;

-- When each measure in force was reckoned last, for those who show measures.
create view indicators.refreshed_v1 as
  select measure, refreshed_at from indicators.built where gone_at is null;
