-- 登记状态 of a company, as its registrar hands it in.
alter table registers.company add column state text;
select kernel.record_table('registers.company', 'id');
