-- Findings for figures: no values.
create view quality.finding_v1 as
  select id, dataset, owner, status, severity, dimension, rule, found_at, due_on, closed_at, simulated
  from quality.finding;

create view quality.batch_result_v1 as
  select batch, dataset, rows, good, bad, checked_at from quality.batch_result;
