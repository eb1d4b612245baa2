create table forms.form (
  code text not null,
  version integer not null,
  title_zh text not null,
  title_en text not null,
  lead_zh text not null,
  lead_en text not null,
  owner text not null,
  state text not null check (state in ('draft', 'published', 'retired')),
  definition jsonb not null,
  source text not null,
  changed_at timestamptz(3) not null,
  primary key (code, version)
);
create unique index form_published on forms.form (code) where state = 'published';
create unique index form_draft on forms.form (code) where state = 'draft';

create table forms.answer (
  id text primary key,
  form text not null,
  version integer not null,
  owner text not null,
  subject text not null,
  state text not null check (state in ('draft', 'submitted', 'withdrawn')),
  receipt text unique,
  revision integer not null,
  answers jsonb not null,
  -- Which registers were asked with the person's consent, and when.
  consent jsonb,
  saved_at timestamptz(3) not null,
  submitted_at timestamptz(3),
  foreign key (form, version) references forms.form
);
-- One draft of a form for each person, on whichever device.
create unique index answer_draft on forms.answer (form, subject) where state = 'draft';
create index answer_subject on forms.answer (subject, saved_at);
create index answer_form on forms.answer (form, submitted_at, id) where state <> 'draft';
