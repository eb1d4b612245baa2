create table hostile.chart (
  code text primary key, patient text, owner text, division text, author text,
  name text, phone text, street text, born date, ward text, score integer, tags text[], place geometry(Point, 4490)
);
select kernel.record_table('hostile.chart', 'code');
create table hostile.strict (
  code text primary key, patient text, owner text, division text, author text,
  name text, phone text, street text, born date, ward text, score integer, tags text[], place geometry(Point, 4490)
);
select kernel.record_table('hostile.strict', 'code');

create table hostile.relation (
  kind text not null, holder text not null, subject text not null,
  begins_at timestamptz(3) not null, ends_at timestamptz(3)
);
create index relation_holder on hostile.relation (holder, kind, subject);
create index relation_subject on hostile.relation (subject, kind, holder);
