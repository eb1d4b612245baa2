create table feedback.survey (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  lead_zh text not null,
  lead_en text not null,
  form text not null,
  version integer not null,
  owner text not null,
  anonymous boolean not null,
  frame text not null,
  wanted integer not null,
  seed text not null,
  state text not null check (state in ('draft', 'open', 'closed')),
  -- By stratum: how many there were and how many were drawn.
  strata jsonb not null,
  closes_on date not null,
  created_by text not null,
  created_at timestamptz(3) not null,
  opened_at timestamptz(3),
  closed_at timestamptz(3),
  simulated boolean not null
);
create index survey_list on feedback.survey (created_at desc, id desc);

-- Who was drawn. It says that somebody answered, never when or what.
create table feedback.invitation (
  survey text not null references feedback.survey,
  person text not null,
  stratum text not null,
  answered boolean not null default false,
  primary key (survey, person)
);
create index invitation_person on feedback.invitation (person);

-- What was answered. Of an anonymous survey nothing here says who, when or in which order; when it closes, the box is
-- emptied and filled again in an order of chance, so that not even the row's place or transaction tells.
create table feedback.survey_answer (
  id text primary key,
  survey text not null references feedback.survey,
  person text,
  answers jsonb not null
);
create index survey_answer_survey on feedback.survey_answer (survey);
create unique index survey_answer_person on feedback.survey_answer (survey, person) where person is not null;
