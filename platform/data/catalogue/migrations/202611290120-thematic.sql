-- A thematic database that a unit keeps: whose, of which datasets, who uses it. Size and freshness are those of its datasets.
create table catalogue.thematic (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  owner text,
  purpose text,
  clause text,
  named_as text,
  datasets jsonb not null,
  consumers jsonb not null,
  rows integer,
  delivered_at timestamptz(3)
);
select kernel.record_table('catalogue.thematic', 'code');
