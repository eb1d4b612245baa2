-- A pair without a person: nobody of the register is found to be the row, and it may found a person.
alter table linkage.pair alter column person drop not null;
