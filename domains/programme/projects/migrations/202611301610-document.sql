create table projects.document (
  id text primary key,
  title text not null,
  undertaking text not null,
  unit text not null,
  kind text not null,
  file text not null,
  added_on date not null
);
select kernel.record_table('projects.document', 'id');
