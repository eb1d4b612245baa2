create table test_window.request (
  id text primary key,
  unit text not null,
  asked_on date not null,
  late boolean not null
);
select kernel.record_table('test_window.request', 'id');
