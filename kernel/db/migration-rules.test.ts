import { expect, test } from 'vitest';
import { publishedViews, requireOwnSchema } from './migration-rules.ts';

const borders = {
  module: 'networks',
  schema: 'networks',
  foreign: new Set(['kernel', 'organisations', 'registers']),
  file: '202611230900-towers.sql',
};

const allowed = [
  'create table networks.tower (code text primary key, place geometry(point, 4490))',
  'create unique index tower_code on networks.tower (code) where code is not null',
  "select kernel.record_table('networks.tower')",
  'create trigger touch before update on networks.tower for each row execute function kernel.touch()',
  'create table networks.mast (tower text references networks.tower (code))',
  "comment on table networks.tower is 'see organisations.unit; not a reference'",
  '-- replaces organisations.unit\nalter table networks.tower add column owner text',
  '/* references registers.person */ alter table networks.tower drop column owner',
  'insert into networks.tower (code) select code from organisations.unit_v1',
  'create function networks.count() returns int language sql as $$ select count(*) from networks.tower; $$',
  'create extension if not exists postgis',
  'drop index networks.tower_code',
];
test.each(allowed)('allowed: %s', (sql) => {
  expect(() => requireOwnSchema(sql, borders)).not.toThrow();
});

const refused: readonly (readonly [string, RegExp])[] = [
  ['create table organisations.unit (code text)', /not organisations/],
  ['create schema registers', /not registers/],
  ['alter table registers.person add column age int', /not registers/],
  ['alter table "registers"."person" add column age int', /not registers/],
  ['alter table networks.tower set schema registers', /not registers/],
  ['create index i on registers.person (code)', /not registers/],
  ['drop table networks.tower, registers.person', /not registers/],
  ['truncate registers.person', /not registers/],
  ["insert into kernel.migration values ('a')", /not kernel/],
  ["update organisations.unit set name = 'x'", /not organisations/],
  ['with gone as (delete from registers.person returning 1) select 1 from gone', /not registers/],
  ['create table networks.a (p text references registers.person (code))', /no foreign key/],
  [
    'create table networks.a (p text); alter table networks.a add foreign key (p) references registers.person_v1',
    /no foreign key/,
  ],
  ['insert into networks.tower select code from organisations.unit', /only published views/],
  [
    'create table networks.b as select * from networks.a join registers.person using (code)',
    /only published views/,
  ],
  ['begin; create table networks.a (x int); commit', /one transaction already/],
];
test.each(refused)('refused: %s', (sql, reason) => {
  expect(() => requireOwnSchema(sql, borders)).toThrow(reason);
  expect(() => requireOwnSchema(sql, borders)).toThrow(/202611230900-towers\.sql of module networks/);
});

test('views.sql holds versioned views of the module and nothing else', () => {
  const views = `
    create view networks.tower_v1 as select code from networks.tower;
    create or replace view networks.owner_v2 as select u.code from organisations.unit_v1 u;
    comment on view networks.tower_v1 is 'towers; all of them';`;
  expect(publishedViews(views, borders)).toEqual(['tower_v1', 'owner_v2']);
  const wrong = [
    'create view networks.tower as select 1',
    'create view tower_v1 as select 1',
    'create table networks.tower_v1 (x int)',
    'create view networks.t_v1 as select * from registers.person',
  ];
  for (const sql of wrong) expect(() => publishedViews(sql, borders)).toThrow(/store.migration-refused/);
});
