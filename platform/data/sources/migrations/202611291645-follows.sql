-- Sources that one follows: it is read when each of them was since `waits_since`.
alter table sources.source add column follows jsonb;
select kernel.record_table('sources.source', 'code');
alter table sources.source_state add column waits_since timestamptz(3);
