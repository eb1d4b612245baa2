-- Persons and companies for figures: no identifying values.
create view registers.person_v1 as
  select id, sex, birth_date, division, sources, simulated, valid_from
  from registers.person where withdrawn_at is null;

create view registers.company_v1 as
  select id, industry, established_on, division, sources, simulated, valid_from, state
  from registers.company where withdrawn_at is null;
