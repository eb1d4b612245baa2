create table publishing.article (
  id text primary key,
  category text not null check (category in ('notice', 'news', 'guide', 'policy')),
  organisation text not null,
  -- 政府信息公开条例: each item has its number, who made it, when, and whether it is made public unasked.
  index_number text not null unique,
  disclosure text not null check (disclosure in ('active', 'on-request')),
  issued_on date not null,
  channels text[] not null,
  from_at timestamptz(3),
  to_at timestamptz(3),
  released integer,
  released_at timestamptz(3),
  withdrawn_at timestamptz(3),
  withdrawn_by text,
  withdrawn_why text,
  simulated boolean not null,
  created_at timestamptz(3) not null
);
create index article_public on publishing.article (released_at desc, id desc) where released is not null;
create index article_organisation on publishing.article (organisation, created_at desc, id desc);

-- A version that was released never changes; the next one is its correction.
create table publishing.version (
  article text not null references publishing.article,
  version integer not null,
  state text not null check (state in ('draft', 'in-review', 'returned', 'released')),
  revision integer not null,
  title_zh text not null,
  title_en text not null,
  body_zh text not null,
  body_en text not null,
  note text,
  author text not null,
  saved_at timestamptz(3) not null,
  reviewed_by text,
  reviewed_at timestamptz(3),
  return_reason text,
  primary key (article, version)
);
create table publishing.counter (
  organisation text not null,
  year integer not null,
  n integer not null,
  primary key (organisation, year)
);
