-- 公示: an article before whose end, in working days, anybody may object; what rests on it waits for the answers.
create table publishing.publicity (
  article text primary key references publishing.article,
  matter text not null unique,
  working_days integer not null check (working_days > 0),
  ends_at timestamptz(3) not null
);
create table publishing.objection (
  id text primary key,
  article text not null references publishing.article,
  title text not null,
  organisation text not null,
  by text not null,
  by_name text not null,
  words text not null,
  made_at timestamptz(3) not null,
  state text not null check (state in ('open', 'upheld', 'dismissed')),
  answer text,
  answered_at timestamptz(3),
  unique (article, by)
);
select kernel.record_table('publishing.objection', 'id', false);
