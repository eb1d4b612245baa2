-- The plan's figures, for whoever sets a live value beside them.
create view targets.figure_v1 as
  select id, kind, name_zh, name_en, value, approximate, comparison, unit_zh, unit_en, as_of, about, clause
  from targets.figure where withdrawn_at is null;
