-- What a citizen asks of an entry about them, and what the office answers. Which words were asked and answered is held
-- by the ledger, as their digest: words can be taken back when the law says so, the log cannot.
create table questions.question (
  id text primary key,
  sequence bigint not null,
  asker text not null,
  -- Keys under which the asker finds entries about themselves: asking and answering are two more.
  subjects text[] not null,
  office text not null,
  words text not null,
  asked_at timestamptz(3) not null,
  due_at timestamptz(3) not null,
  answer text,
  answered_at timestamptz(3),
  answered_by text,
  unique (sequence, asker)
);
create index question_office on questions.question (office, asked_at desc, id desc);
create index question_asker on questions.question (asker, asked_at desc, id desc);
create index question_waiting on questions.question (due_at) where answered_at is null;
