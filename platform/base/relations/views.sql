-- Relations that stand, if the instant lies in their period: what policies ask.
create view relations.standing_v1 as
  select kind, holder, subject_kind, subject, begins_at, ends_at
  from relations.relation where state = 'standing' and withdrawn_at is null;
