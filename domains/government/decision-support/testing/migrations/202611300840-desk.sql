create table test_desk.request (
  id text primary key,
  desk text not null,
  asked_on date not null,
  late boolean not null
);
select kernel.record_table('test_desk.request', 'id');
