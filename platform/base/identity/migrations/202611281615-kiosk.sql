-- A machine that stands in a public place: for one person after another, each for a moment, with a few operations only.
create table identity.kiosk (
  code text primary key,
  title_zh text not null,
  title_en text not null,
  organisation text not null,
  place text not null,
  network text,
  alone text not null default '',
  with_person text not null default ''
);
select kernel.record_table('identity.kiosk', 'code');

create table identity.kiosk_key (
  kiosk text primary key references identity.kiosk,
  key_digest text not null,
  made_at timestamptz(3) not null,
  made_by text not null
);
alter table identity.session add column kiosk text;
create index session_kiosk on identity.session (kiosk) where kiosk is not null and ended_at is null;
