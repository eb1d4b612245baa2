-- Outcomes as they are published: from the conclusion on, with what was mended since.
create view inspections.outcome_v1 as
  select id, kind, object, visited_on, score, grade, findings, state, mend_by, concluded_at, closed_at, simulated
  from inspections.visit where concluded_at is not null and withdrawn_at is null;
