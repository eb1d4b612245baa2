-- How a row without a usable number joined its person: linkage model, probability, who decided; null by its number.
alter table registers.member add column how jsonb;
