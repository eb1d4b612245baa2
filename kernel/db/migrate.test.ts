import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { migrate, type MigrationSource } from './index.ts';
import { openEmptyStore, type OpenedStore } from './test-store.ts';

let opened: OpenedStore;
beforeAll(async () => {
  opened = await openEmptyStore();
});
afterAll(() => opened.remove());

const modules = ['base', 'things', 'cases'] as const;
let round = 0;
let sources: MigrationSource[] = [];
/** Each test has modules and schemas of its own in the one database. */
beforeEach(() => {
  round += 1;
  sources = modules.map((name) => ({
    module: `${name}${round}`,
    schema: `${name}${round}`,
    folder: join(opened.folder, `${name}${round}`),
  }));
});

type Part = (typeof modules)[number];
const schemaOf = (part: Part): string => `${part}${round}`;

/** Writes a file of a module; `{base}`, `{things}`, `{cases}` stand for the schemas of this test. */
async function put(part: Part, name: string, text: string): Promise<void> {
  const folder = join(opened.folder, schemaOf(part));
  await mkdir(join(folder, 'migrations'), { recursive: true });
  const filled = text.replaceAll(/\{(base|things|cases)\}/g, (_whole, found: Part) => schemaOf(found));
  await writeFile(join(folder, name), filled);
}
const putMigration = (part: Part, name: string, text: string): Promise<void> =>
  put(part, `migrations/${name}`, text);

async function rows(query: string): Promise<readonly unknown[]> {
  const text = query.replaceAll(/\{(base|things|cases)\}/g, (_whole, found: Part) => schemaOf(found));
  return (await sql.raw(text).execute(opened.store.db)).rows;
}

async function threeModules(): Promise<void> {
  await putMigration(
    'base',
    '202611230900-unit.sql',
    'create table {base}.unit (code text primary key, name text);',
  );
  await putMigration('base', '202611231000-seed.sql', "insert into unit values ('1', 'bureau; of streets');");
  await put('base', 'views.sql', 'create view {base}.unit_v1 as select code, name from {base}.unit;');
  await putMigration(
    'things',
    '202611230800-thing.sql',
    'create table {things}.thing (code text, unit text);',
  );
  await put(
    'things',
    'views.sql',
    'create view {things}.thing_v1 as select t.code, u.name from {things}.thing t join {base}.unit_v1 u on u.code = t.unit;',
  );
  await putMigration('cases', '202611230800-case.sql', 'create table {cases}.matter (id bigint);');
}

test('a first start applies everything in order, a second one nothing', async () => {
  await threeModules();
  const told: string[] = [];
  const report = await migrate(opened.store, sources, {
    onProgress: ({ module, name, done, total }) => told.push(`${module} ${name} ${done}/${total}`),
  });
  const [base, things, cases] = modules.map(schemaOf);
  expect(told).toEqual([
    `${base} 202611230900-unit.sql 1/4`,
    `${base} 202611231000-seed.sql 2/4`,
    `${things} 202611230800-thing.sql 3/4`,
    `${cases} 202611230800-case.sql 4/4`,
  ]);
  expect(report).toMatchObject({ alreadyApplied: 0, views: [base, things] });
  expect(await rows('select * from {base}.unit_v1')).toEqual([{ code: '1', name: 'bureau; of streets' }]);
  expect(await migrate(opened.store, sources)).toEqual({ applied: [], alreadyApplied: 4, views: [] });
});

test('starts at the same time apply each file once', async () => {
  await threeModules();
  const reports = await Promise.all([1, 2, 3].map(() => migrate(opened.store, sources)));
  expect(reports.flatMap((report) => report.applied)).toHaveLength(4);
  expect(await rows('select count(*) as n from {base}.unit')).toEqual([{ n: 1 }]);
});

test('a file that fails leaves nothing of itself, keeps those before, and says where', async () => {
  await threeModules();
  await putMigration(
    'things',
    '202611230900-wrong.sql',
    'create table {things}.half (x int);\n\nselect nonsense;',
  );
  const name = `202611230900-wrong.sql of module ${schemaOf('things')} failed at line 3`;
  await expect(migrate(opened.store, sources)).rejects.toThrow(name);
  await expect(rows('select * from {things}.half')).rejects.toMatchObject({ code: '42P01' });
  expect(await rows('select * from {things}.thing')).toEqual([]);
  await putMigration('things', '202611230900-wrong.sql', 'create table {things}.half (x int);');
  expect((await migrate(opened.store, sources)).applied).toHaveLength(2);
});

test('an applied file may neither change nor vanish', async () => {
  await threeModules();
  await migrate(opened.store, sources);
  await putMigration('cases', '202611230800-case.sql', 'create table {cases}.matter (id text);');
  await expect(migrate(opened.store, sources)).rejects.toMatchObject({ code: 'store.migration-changed' });
  await putMigration('cases', '202611230800-case.sql', 'create table {cases}.matter (id bigint);');
  expect((await migrate(opened.store, sources)).applied).toEqual([]);
  await rm(join(opened.folder, schemaOf('cases'), 'migrations', '202611230800-case.sql'));
  await expect(migrate(opened.store, sources)).rejects.toMatchObject({ code: 'store.migration-missing' });
});

test('line ends of another system are no change', async () => {
  await putMigration('base', '202611230900-unit.sql', 'create table {base}.unit (\n  code text\n);');
  await migrate(opened.store, sources);
  await putMigration('base', '202611230900-unit.sql', 'create table {base}.unit (\r\n  code text\r\n);');
  expect((await migrate(opened.store, sources)).applied).toEqual([]);
});

test('a module that reaches into another is refused before anything is applied', async () => {
  await threeModules();
  await putMigration('cases', '202611230900-reach.sql', 'alter table {base}.unit add column mine text;');
  await expect(migrate(opened.store, sources)).rejects.toMatchObject({ code: 'store.migration-refused' });
  await expect(rows('select * from {base}.unit')).rejects.toMatchObject({ code: '42P01' });
});

test('a file with another kind of name is refused', async () => {
  await putMigration('base', 'unit.sql', 'create table {base}.unit (code text);');
  await expect(migrate(opened.store, sources)).rejects.toMatchObject({ code: 'store.migration-name' });
});

test('a changed view is made anew, and those of others that stand on it', async () => {
  await threeModules();
  await migrate(opened.store, sources);
  await put(
    'base',
    'views.sql',
    'create view {base}.unit_v1 as select code, upper(name) as name, 1 as rank from {base}.unit;',
  );
  const report = await migrate(opened.store, sources);
  expect(report.views).toEqual([schemaOf('base'), schemaOf('things')]);
  await rows("insert into {things}.thing values ('t', '1')");
  expect(await rows('select * from {things}.thing_v1')).toEqual([{ code: 't', name: 'BUREAU; OF STREETS' }]);
});

test('a migration under a published view goes through, and the views are there again', async () => {
  await threeModules();
  await migrate(opened.store, sources);
  await putMigration(
    'base',
    '202611231100-code.sql',
    'alter table {base}.unit alter column name type varchar(80);',
  );
  const report = await migrate(opened.store, sources);
  expect(report.applied).toHaveLength(1);
  expect(report.views).toEqual([schemaOf('base'), schemaOf('things')]);
  expect(await rows('select count(*) as n from {things}.thing_v1')).toEqual([{ n: 0 }]);
});

test('views that a module no longer publishes go', async () => {
  await threeModules();
  await migrate(opened.store, sources);
  await rm(join(opened.folder, schemaOf('things'), 'views.sql'));
  expect((await migrate(opened.store, sources)).views).toEqual([schemaOf('things')]);
  await expect(rows('select * from {things}.thing_v1')).rejects.toMatchObject({ code: '42P01' });
  expect((await migrate(opened.store, sources)).views).toEqual([]);
});
