create view decision_support.warning_v1 as
  select id, rule, measure, level, state, standing, owner, verdict, raised_at, closed_at, simulated, recorded_at
  from decision_support.warning where withdrawn_at is null;
