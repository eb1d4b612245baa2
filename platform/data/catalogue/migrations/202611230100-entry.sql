create table catalogue.entry (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  provider text not null,
  abstract_zh text not null,
  abstract_en text not null,
  kind text not null,
  theme text not null,
  share text not null,
  open text not null,
  cycle text not null,
  reconstructed boolean not null,
  access text not null,
  rows bigint,
  good double precision,
  delivered_at timestamptz,
  fields jsonb not null
);
select kernel.record_table('catalogue.entry', 'code');

-- The whole description of a dataset, as the city's file gives it; the organs that collect and check read it from here.
create table catalogue.dataset (
  code text primary key,
  definition jsonb not null
);
