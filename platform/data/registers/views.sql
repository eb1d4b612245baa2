-- Persons and companies for figures: no identifying values.
create view registers.person_v1 as
  select id, sex, birth_date, division, sources, simulated, valid_from,
    not exists (select from registers.movement m where m.person = p.id and m.kind = 'died') as alive
  from registers.person p where withdrawn_at is null;

-- Where people lived by earlier versions of the register, each until another held; the present one is in person_v1.
create view registers.person_version_v1 as
  select id, revision, division, valid_from, valid_to from registers.person_history where withdrawn_at is null;

-- What was registered of people: born, moved in, moved out, died.
create view registers.movement_v1 as
  select m.dataset, m.row_key, m.person, m.kind, m.happened_on, p.division, m.at, m.simulated
  from registers.movement m join registers.person p on p.id = m.person and p.withdrawn_at is null;

create view registers.company_v1 as
  select id, industry, established_on, division, sources, simulated, valid_from, state
  from registers.company where withdrawn_at is null;

-- Households as they stand, and who belongs to each now. No identifying values.
create view registers.household_v1 as
  select id, head, members, division, state, simulated, valid_from
  from registers.household where withdrawn_at is null;

create view registers.household_member_v1 as
  select h.id as household, m.person, m.relation
  from registers.household_member m join registers.household h on h.number = m.number and h.withdrawn_at is null
  where m.until_day is null;

-- Who belonged to each household, and from when to when; from_day null: since before anything was registered.
create view registers.household_membership_v1 as
  select h.id as household, m.person, m.from_day, m.until_day
  from registers.household_member m join registers.household h on h.number = m.number and h.withdrawn_at is null;

-- Where households stood by earlier versions of the register, each until another held; the present one is in household_v1.
create view registers.household_version_v1 as
  select id, revision, division, valid_from, valid_to from registers.household_history where withdrawn_at is null;
