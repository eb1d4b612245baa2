-- A call: what is paid, to whom, out of how much, when. Money is whole fen.
create table grants.scheme (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  who_zh text not null,
  who_en text not null,
  matter text not null,
  organisation text not null,
  funder text not null,
  audience text not null check (audience in ('company', 'person')),
  form text not null,
  article text not null,
  paper text not null,
  budget_fen bigint not null check (budget_fen > 0),
  cap_fen bigint not null check (cap_fen > 0),
  opens_at timestamptz(3) not null,
  closes_at timestamptz(3) not null,
  checks jsonb not null,
  criteria jsonb not null,
  reviewers integer not null check (reviewers > 0),
  pass_mark integer not null,
  publicity_days integer not null check (publicity_days > 0),
  report_months integer not null check (report_months >= 0),
  check (opens_at < closes_at)
);
select kernel.record_table('grants.scheme', 'code');
create unique index scheme_form on grants.scheme (form) where withdrawn_at is null;

create table grants.application (
  id text primary key,
  receipt text not null,
  scheme text not null references grants.scheme,
  matter text not null,
  organisation text not null,
  applicant_kind text not null check (applicant_kind in ('company', 'person')),
  applicant text not null,
  applicant_name text not null,
  account text not null,
  payee_account text not null,
  asked_fen bigint not null check (asked_fen > 0),
  granted_fen bigint check (granted_fen between 1 and asked_fen),
  state text not null,
  checks jsonb not null,
  score integer,
  why text,
  filed_at timestamptz(3) not null,
  article text,
  paper text,
  report_due_at timestamptz(3)
);
select kernel.record_table('grants.application', 'id');
-- Once for each call, unless it was taken back.
create unique index application_once on grants.application (scheme, applicant_kind, applicant) where state <> 'withdrawn';
create index application_matter on grants.application (applicant, matter, filed_at);
create index application_account on grants.application (account, filed_at);
