create view organisations.organisation_v1 as
  select code, name_zh, name_en, kind, division, parent, exists_from, exists_to, successor, collected, reconstructed
  from organisations.organisation where withdrawn_at is null;

create view organisations.division_v1 as
  select code, name_zh, name_en, parent, level, kind, exists_from, exists_to, boundary, centre
  from organisations.division where withdrawn_at is null;
