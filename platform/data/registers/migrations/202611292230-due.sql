-- Of whom something has changed that households and addresses go by, until it was looked at. Noted in the transaction of the
-- change itself, one row for each change: whoever looks takes away the rows that they have read, and what is committed later,
-- under a lower number even, is still there for the next.
create table registers.household_due (n bigint generated always as identity primary key, person text not null);
create table registers.placing_due (n bigint generated always as identity primary key, entity text not null);

create function registers.person_came() returns trigger language plpgsql as $$
begin
  insert into registers.household_due (person) select id from came where household_number is not null;
  insert into registers.placing_due (entity) select id from came where address is not null;
  return null;
end
$$;

create function registers.person_changed() returns trigger language plpgsql as $$
begin
  with changed as materialized (
    select n.id,
      (n.household_number, n.household_relation, n.origins -> 'householdNumber' ->> 'at', n.other_ids,
        n.division, n.address, n.address_code, n.withdrawn_at) is distinct from
      (o.household_number, o.household_relation, o.origins -> 'householdNumber' ->> 'at', o.other_ids,
        o.division, o.address, o.address_code, o.withdrawn_at) as household,
      (n.address, n.withdrawn_at) is distinct from (o.address, o.withdrawn_at) as address
    from new_rows n join old_rows o on o.id = n.id
  ), households as (
    insert into registers.household_due (person) select id from changed where household
  )
  insert into registers.placing_due (entity) select id from changed where address;
  return null;
end
$$;

create function registers.movement_changed() returns trigger language plpgsql as $$
begin
  if tg_op <> 'DELETE' then
    insert into registers.household_due (person) select distinct person from new_rows;
  end if;
  if tg_op <> 'INSERT' then
    insert into registers.household_due (person) select distinct person from old_rows;
  end if;
  return null;
end
$$;

create function registers.company_changed() returns trigger language plpgsql as $$
begin
  if tg_op = 'INSERT' then
    insert into registers.placing_due (entity) select id from new_rows where address is not null;
  else
    insert into registers.placing_due (entity)
      select n.id from new_rows n join old_rows o on o.id = n.id
      where (n.address, n.withdrawn_at) is distinct from (o.address, o.withdrawn_at);
  end if;
  return null;
end
$$;

create trigger note_came after insert on registers.person
  referencing new table as came for each statement execute function registers.person_came();
create trigger note_changed after update on registers.person
  referencing old table as old_rows new table as new_rows for each statement execute function registers.person_changed();
create trigger note_came after insert on registers.company
  referencing new table as new_rows for each statement execute function registers.company_changed();
create trigger note_changed after update on registers.company
  referencing old table as old_rows new table as new_rows for each statement execute function registers.company_changed();
create trigger note_came after insert on registers.movement
  referencing new table as new_rows for each statement execute function registers.movement_changed();
create trigger note_changed after update on registers.movement
  referencing old table as old_rows new table as new_rows for each statement execute function registers.movement_changed();
create trigger note_gone after delete on registers.movement
  referencing old table as old_rows for each statement execute function registers.movement_changed();

-- A register that stands already is looked at once more, whole.
insert into registers.household_due (person) select id from registers.person order by id;
insert into registers.placing_due (entity) select id from registers.person where address is not null order by id;
insert into registers.placing_due (entity) select id from registers.company where address is not null order by id;
