-- Of a pair of two registered persons: the one whose row stands on the left; null where the row has no usable number.
alter table linkage.pair add column twin text;
select kernel.record_table('linkage.pair', 'id');
create index pair_twin on linkage.pair (twin) where twin is not null;
