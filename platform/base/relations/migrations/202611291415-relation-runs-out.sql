-- What has run out is looked for every few minutes, and there is seldom any.
create index relation_runs_out on relations.relation (ends_at, id) where state = 'standing' and withdrawn_at is null;
