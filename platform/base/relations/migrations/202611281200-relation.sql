-- A relation between a holder (actor:<id> or organisation:<code>) and a subject (the key of a register's row).
create table relations.relation (
  id text primary key,
  kind text not null,
  holder text not null,
  organisation text,
  subject_kind text not null,
  subject text not null,
  state text not null check (state in ('asked', 'standing', 'refused', 'ended')),
  basis text not null check (basis in ('law', 'contract', 'consent', 'court')),
  article text,
  purpose text,
  begins_at timestamptz(3) not null,
  ends_at timestamptz(3),
  made_by text not null,
  made_at timestamptz(3) not null,
  decided_by text,
  decided_at timestamptz(3),
  closing text
);
select kernel.record_table('relations.relation', 'id');
-- One of a kind between the same two at a time; what is over may be made anew.
create unique index relation_alive on relations.relation (kind, holder, subject) where state in ('asked', 'standing');
create index relation_of_holder on relations.relation (holder, kind, subject) include (begins_at, ends_at) where state = 'standing' and withdrawn_at is null;
create index relation_of_subject on relations.relation (subject, kind, holder) include (begins_at, ends_at) where state = 'standing' and withdrawn_at is null;
create index relation_about on relations.relation (subject, made_at);

-- What personal data may be read for in this city.
create table relations.purpose (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  opens text[] not null,
  basis text not null,
  position integer not null
);
select kernel.record_table('relations.purpose', 'code');
create table relations.purpose_rule (one boolean primary key default true check (one), free_text boolean not null);
