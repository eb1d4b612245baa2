-- What the load withdrew because it could no longer stand beside the city's file, by the version that it withdrew: as long as
-- nobody has touched it since, a load under which it stands again brings it back.
create table indicators.fallen (
  measure text primary key,
  revision integer not null
);
-- What fell before this was kept: its reason names it.
insert into indicators.fallen (measure, revision)
select code, revision from indicators.measure
where withdrawn_at is not null and source not like 'city:%' and reason like '定义不再成立%';

-- By which method the kept values were rolled up: another one reckons them anew, with a cause of its own. And since when the
-- measure is out of force: what it kept and released stays, for it may come back.
alter table indicators.built
  add column method integer not null default 1,
  add column gone_at timestamptz(3);
