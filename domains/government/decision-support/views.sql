create view decision_support.warning_v1 as
  select id, rule, measure, level, state, standing, owner, verdict, raised_at, closed_at, simulated, recorded_at
  from decision_support.warning where withdrawn_at is null;

-- Each warning as it stood from one instant until before another; what still holds ends never.
create view decision_support.warning_version_v1 as
  select id, rule, level, state, standing, period, owner, simulated, valid_from, 'infinity'::timestamptz as valid_to
  from decision_support.warning where withdrawn_at is null
  union all
  select id, rule, level, state, standing, period, owner, simulated, valid_from, valid_to
  from decision_support.warning_history where withdrawn_at is null;
