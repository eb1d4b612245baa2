create table documents.paper (
  id text primary key,
  number text not null unique,
  title text not null,
  template text not null,
  issuer text not null,
  state text not null check (state in ('numbered', 'issued', 'revoked', 'archived', 'disposed')),
  issued_on date not null,
  retention text not null check (retention in ('permanent', '30-years', '10-years')),
  kept_until date,
  pages integer,
  digest text,
  state_reason text,
  transfer text
);
select kernel.record_table('documents.paper', 'id');

-- The last number of each series and year; its row is locked until the paper that took a number is written.
create table documents.series (
  series text not null,
  year integer not null,
  last integer not null,
  primary key (series, year)
);

-- What a paper says. Gone when it is disposed of, so it stands apart from the record and its history.
create table documents.content (
  paper text primary key references documents.paper (id),
  template_version integer not null,
  "values" jsonb not null,
  file text,
  code text not null unique,
  seal jsonb,
  missing text[] not null default '{}'
);

-- The same request twice is the same paper.
create table documents.request (
  requester text not null,
  key text not null,
  paper text not null,
  asked text not null,
  primary key (requester, key)
);

create table documents.template (
  code text not null,
  version integer not null,
  title_zh text not null,
  title_en text not null,
  state text not null check (state in ('draft', 'published', 'retired')),
  issuer text,
  layout jsonb not null,
  source text not null,
  changed_at timestamptz(3) not null,
  changed_by text not null,
  primary key (code, version)
);
create unique index template_published on documents.template (code) where state = 'published';
create unique index template_draft on documents.template (code) where state = 'draft';

create table documents.attachment (
  id text primary key,
  kind text not null,
  name text not null,
  type text not null,
  size bigint not null,
  file text not null,
  scanner text,
  owner text not null,
  organisation text,
  added_at timestamptz(3) not null,
  -- The thing it belongs to, once its module has taken it.
  of_module text,
  of_record text,
  of_key text
);
create index attachment_of on documents.attachment (of_module, of_record, of_key);
create index attachment_owner on documents.attachment (owner, added_at);

-- Papers handed to the archive together, with a digest over their numbers and digests.
create table documents.transfer (
  id text primary key,
  title text not null,
  issuer text not null,
  until date not null,
  papers integer not null,
  digest text not null,
  made_at timestamptz(3) not null,
  made_by text not null
);

-- What was proposed for disposal and by whom it was approved; the list itself is kept for ever.
create table documents.disposal (
  id text primary key,
  issuer text not null,
  reason text not null,
  papers text[] not null,
  state text not null check (state in ('proposed', 'done', 'refused')),
  proposed_at timestamptz(3) not null,
  proposed_by text not null,
  decided_at timestamptz(3),
  decided_by text,
  -- SHA-256 over the tombstones, one line a paper.
  proof text
);
