-- Findings for figures: no values.
create view quality.finding_v1 as
  select id, dataset, owner, status, severity, dimension, rule, found_at, due_on, closed_at, simulated, closed_by_batch is not null as proved,
    exists (
      select from quality.finding p
      where p.dataset = f.dataset and p.row_key = f.row_key and p.rule = f.rule and p.status = 'closed' and p.id < f.id
    ) as repeated
  from quality.finding f;

create view quality.batch_result_v1 as
  select batch, dataset, rows, good, bad, checked_at from quality.batch_result;
