create view hostile.relation_v1 as select kind, holder, subject, begins_at, ends_at from hostile.relation;
