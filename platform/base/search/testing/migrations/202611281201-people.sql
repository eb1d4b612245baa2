create table people.fellow (
  id text primary key,
  name text not null,
  firm text,
  department text,
  division text,
  owner text
);
select kernel.record_table('people.fellow', 'id', false);
