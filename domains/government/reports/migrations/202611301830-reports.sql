-- Reports as their units compose them, with changes that are not published.
create table reports.draft (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  owner text not null,
  audience text not null,
  grain text not null,
  state text not null,
  definition jsonb not null
);
select kernel.record_table('reports.draft', 'code');

-- Reports as they were published.
create table reports.report (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  owner text not null,
  audience text not null,
  grain text not null,
  readers text[] not null,
  scheduled boolean not null,
  draft_revision integer not null,
  published_at timestamptz(3) not null,
  published_by text not null,
  definition jsonb not null
);
select kernel.record_table('reports.report', 'code');

-- What was run of them.
create table reports.issue (
  id text primary key,
  title_zh text not null,
  title_en text not null,
  owner text not null,
  audience text not null,
  report text not null,
  number integer not null,
  grain text not null,
  period text not null,
  chosen jsonb not null,
  readers text[] not null,
  cause text not null,
  due_on date,
  made_at timestamptz(3) not null,
  as_of timestamptz(3)
);
select kernel.record_table('reports.issue', 'id');
create unique index on reports.issue (report, number);
-- One issue for each time that a schedule names.
create unique index on reports.issue (report, due_on) where due_on is not null;

-- The figures of an issue as they were; apart from its record, since not every reader is shown what was once released.
create table reports.printed (
  issue text primary key,
  definition jsonb not null,
  blocks jsonb not null
);

-- The city's subjects: measures that are looked at together.
create table reports.theme (
  code text primary key,
  position integer not null,
  title_zh text not null,
  title_en text not null,
  note_zh text not null,
  note_en text not null,
  measures text[] not null,
  dimensions text[] not null
);
