create table test_counter.visit (
  id text primary key,
  counter text not null,
  matter text not null,
  division text not null,
  came_on date not null,
  late boolean not null
);
select kernel.record_table('test_counter.visit', 'id');
