-- An answer of an anonymous survey while that runs: sealed under a key outside of the database, which goes when it closes.
-- Whoever reads in the database's own pages who wrote which row, and when, reads nothing that was answered.
create table feedback.envelope (
  id text primary key,
  survey text not null references feedback.survey,
  sealed text not null
);
create index envelope_survey on feedback.envelope (survey);
