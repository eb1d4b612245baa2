-- A company's name is public; a person's is written out only as the payee's.
alter table grants.application add column payee_name text not null default '';
select kernel.record_table('grants.application', 'id');
