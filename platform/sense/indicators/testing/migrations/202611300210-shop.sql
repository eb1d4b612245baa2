create table test_shop.site (
  code text primary key,
  division text not null
);
select kernel.record_table('test_shop.site', 'code');

create table test_shop.sale (
  id text primary key,
  site text not null,
  kind text not null,
  sold_on date,
  paid_at timestamptz(3),
  amount double precision,
  returned boolean not null,
  buyer text,
  buyer_sex text
);
select kernel.record_table('test_shop.sale', 'id');
