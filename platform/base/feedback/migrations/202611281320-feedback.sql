-- 好差评: one for each matter and person. Asked first, then graded, perhaps answered, perhaps graded a second time.
create table feedback.rating (
  id text primary key,
  of_module text not null,
  of_record text not null,
  of_key text not null,
  person text not null,
  organisation text not null,
  title_zh text not null,
  title_en text not null,
  asked_at timestamptz(3) not null,
  grade integer check (grade between 1 and 5),
  reasons text[] not null default '{}',
  words text,
  rated_at timestamptz(3),
  answer text,
  answered_at timestamptz(3),
  answered_by text,
  second_grade integer check (second_grade between 1 and 5),
  second_at timestamptz(3),
  simulated boolean not null,
  unique (of_module, of_record, of_key, person)
);
create index rating_person on feedback.rating (person, asked_at desc, id desc);
create index rating_organisation on feedback.rating (organisation, rated_at desc, id desc) where grade is not null;
