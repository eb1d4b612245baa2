import { afterAll, beforeAll, expect, test, type TestContext } from 'vitest';
import { startMariadb, type MariadbServer } from '../../../tests/setup/mariadb.ts';
import { cellsOf, headers, openTown, type Town } from './testing/town.ts';

// A MariaDB of its own plays the department's.
let server: MariadbServer | undefined;
let town: Town;
let settings: object;

const here = (context: TestContext): MariadbServer => {
  if (!server) context.skip('no MariaDB here');
  return server as MariadbServer;
};
const on = async (text: string, values: readonly unknown[] = []) => {
  await server?.root.query(text, [...values]);
};
const insert = async (from: number, to: number, changedAt: string) => {
  for (let number = from; number <= to; number += 1)
    await on('insert into insured values (?, ?, ?, ?, ?, ?, ?)', [...cellsOf(number), changedAt]);
};

beforeAll(async () => {
  server = await startMariadb();
  if (!server) return;
  await on('create database department character set utf8mb4');
  await on('use department');
  const columns = headers.map((header) => `\`${header}\` varchar(60)`).join(', ');
  await on(`create table insured (${columns}, \`改于\` datetime(3) not null)`);
  await on('create view seen as select * from insured');
  await on("create user reader@'127.0.0.1' identified by 'Read-Only-9'");
  await on("grant select on department.seen to reader@'127.0.0.1'");
  await insert(1, 5, '2026-11-01 08:00:00');
  const host = '127.0.0.1';
  settings = {
    host,
    port: String(server.port),
    database: 'department',
    user: 'reader',
    relation: 'seen',
    key: ['个人编号'],
    tls: 'off',
  };
  town = await openTown([`${host}:${server.port}`]);
}, 300_000);
afterAll(async () => {
  if (!server) return;
  await town.close();
  await server.stop();
});

const make = async (code: string, more: object, fields: object = {}) => {
  await town.make({ code, kind: 'mysql', settings: { ...settings, ...more }, ...fields });
  await town.clerk.put(`/api/sources/sources/${code}/secret`, { secret: 'Read-Only-9' });
};
interface Tried {
  readonly rows: string[][];
  readonly columns: { readonly name: string; readonly type: string }[];
  readonly fault: unknown;
}
const tryIt = async (code: string) =>
  (await town.clerk.post(`/api/sources/sources/${code}/try`, {})).json<Tried>();

test('full: all rows of a view that can only be read; the same again is unchanged', async (context) => {
  here(context);
  await make('full', { mode: 'full' });
  expect(await town.run('full')).toMatchObject({ state: 'collected', rows: 5, reason: null });
  expect(await town.run('full')).toMatchObject({ state: 'unchanged', rows: 5 });
  const tried = await tryIt('full');
  expect(tried).toMatchObject({ fault: null, masked: true });
  expect(tried.columns.at(-1)).toEqual({ name: '改于', type: 'datetime(3)', field: null });
  expect(await town.batches()).toHaveLength(1);
});

test('watermark: what is new, also of the same instant; days of the past on demand', async (context) => {
  here(context);
  await make('rising', { mode: 'watermark', markColumn: '改于' });
  expect(await town.run('rising')).toMatchObject({ rows: 5 });
  expect(await town.run('rising')).toMatchObject({ state: 'nothing', rows: 0 });
  await insert(6, 6, '2026-11-01 08:00:00');
  expect(await town.run('rising')).toMatchObject({ state: 'collected', rows: 6 });
  await insert(7, 8, '2026-11-03 08:00:00.5');
  expect(await town.run('rising')).toMatchObject({ state: 'collected', rows: 8 });
  await insert(9, 9, '2026-11-04 08:00:00');
  expect(await town.run('rising')).toMatchObject({ state: 'collected', rows: 3 });
  expect(await town.run('rising')).toMatchObject({ state: 'nothing' });
  expect(await town.run('rising', { from: '2026-11-03', to: '2026-11-03' })).toMatchObject({
    state: 'collected',
    rows: 2,
  });
  expect(await town.run('rising')).toMatchObject({ state: 'nothing' });
});

test('difference: new and changed rows alone, those that are gone are counted', async (context) => {
  here(context);
  await make('diff', { mode: 'difference', columns: headers });
  expect(await town.run('diff')).toMatchObject({ rows: 9 });
  expect(await town.run('diff')).toMatchObject({ state: 'nothing', rows: 0 });
  await on("update insured set `姓名` = '改过名' where `个人编号` = 'N2'");
  await on("delete from insured where `个人编号` in ('N3', 'N9')");
  await insert(10, 11, '2026-11-05 08:00:00');
  const run = await town.run('diff');
  expect(run).toMatchObject({ state: 'collected', rows: 3 });
  const whole = (await town.clerk.get(`/api/sources/runs/${run.id}`)).json<{ gone: number }>();
  expect(whole.gone).toBe(2);
  // To the collation of the column these keys are one; to the platform they are not.
  for (const key of ['n2', 'N2 ', 'N2\t', 'Ｎ2', '𠮷'])
    await on('insert into insured values (?, ?, ?, ?, ?, ?, ?)', [
      key,
      ...cellsOf(99).slice(1),
      '2026-11-05',
    ]);
  expect(await town.run('diff')).toMatchObject({ state: 'collected', rows: 5 });
  expect(await town.run('diff')).toMatchObject({ state: 'nothing' });
  await insert(2, 2, '2026-11-05 08:00:00');
  expect(await town.run('diff')).toMatchObject({
    state: 'failed',
    reason: { en: expect.stringContaining('not unique') as string },
  });
});

const types: readonly (readonly [column: string, type: string, value: string, read: string])[] = [
  ['decimal', 'decimal(20,4)', '1234567890123456.7800', '1234567890123456.7800'],
  ['big', 'bigint unsigned', '18446744073709551615', '18446744073709551615'],
  ['flag', 'tinyint(1)', 'true', '1'],
  ['bits', 'bit(10)', "b'1000000001'", '513'],
  ['day', 'date', "'2026-11-29'", '2026-11-29'],
  ['no_day', 'date', "'0000-00-00'", ''],
  ['no_time', 'datetime', "'0000-00-00 00:00:00'", ''],
  ['part_day', 'date', "'2026-11-00'", '2026-11-00'],
  ['fine', 'datetime(6)', "'2026-11-29 01:02:03.000004'", '2026-11-29 01:02:03.000004'],
  ['instant', 'timestamp null', "'2026-11-29 00:00:00'", '2026-11-29 08:00:00'],
  ['clock', 'time', "'-12:30:00'", '-12:30:00'],
  ['wide', 'varchar(20) character set utf8mb4', "'𠮷😀 a'", '𠮷😀 a'],
  ['old', 'varchar(20) character set gbk', "'余姚镕'", '余姚镕'],
  ['european', 'varchar(20) character set latin1', "'Zürich'", 'Zürich'],
  ['raw', 'varbinary(8)', "x'00ff41'", '00ff41'],
  ['kind', "enum('甲','乙')", "'乙'", '乙'],
  ['place', 'point', 'point(121.15, 30.04)', 'POINT(121.15 30.04)'],
  ['nothing', 'varchar(5)', 'null', ''],
  ['lines', 'text', String.raw`'a,"b"\nc\\d'`, 'a,"b"\nc\\d'],
  ['tree', 'json', `'{"a": [1, "余"]}'`, '{"a": [1, "余"]}'],
];

test('values of every type become text: exact numbers, the city’s time, no dates of zeros, whatever the characters', async (context) => {
  here(context);
  await on("set time_zone = '+00:00', sql_mode = ''");
  // Two columns that the catalogue knows and shows, so that a look shows all the others through them.
  await on(
    `create table types (\`个人编号\` varchar(20), ${types.map(([name, type]) => `\`${name}\` ${type}`).join(', ')})`,
  );
  await on(`insert into types values ('T1', ${types.map(([, , value]) => value).join(', ')})`);
  await on("grant select on department.types to reader@'127.0.0.1'");
  for (const [column] of types) {
    await on(`create or replace view one as select \`${column}\` as \`险种\` from types`);
    await on("grant select on department.one to reader@'127.0.0.1'");
    if (column === 'decimal') await make('types', { relation: 'one', key: [] });
    const { rows, fault } = await tryIt('types');
    expect(fault, column).toBeNull();
    expect(rows[0]?.[0] ?? '', column).toBe(types.find(([name]) => name === column)?.[3].trim());
  }
});

test('a column that is retyped, new or gone stops at the gate, by the type that the database declares', async (context) => {
  here(context);
  await make('drift', { relation: 'other', mode: 'full' });
  const view = async (columns: string) => {
    await on(`create or replace view other as select ${columns} from insured`);
    await on("grant select on department.other to reader@'127.0.0.1'");
  };
  const all = headers.map((each) => `\`${each}\``).join(', ');
  await view(`${all}, cast(1 as signed) as extra`);
  expect(await town.run('drift')).toMatchObject({ state: 'collected' });
  await view(`${all}, cast(1 as decimal(5,2)) as extra, date(now()) as added`);
  expect(await town.run('drift')).toMatchObject({ state: 'held' });
  expect((await town.state('drift')).held?.oddities).toMatchObject([
    { kind: 'retyped', column: 'extra', now: 'decimal(5,2)' },
    { kind: 'new', column: 'added', now: 'date' },
  ]);
});

test('a database that is not listed, not there, or has no such view: said in our words', async (context) => {
  const { root } = here(context);
  const sayings: readonly (readonly [string, object, string])[] = [
    ['gone', { relation: 'nothing' }, 'The database has no nothing, or the account cannot see it.'],
    ['hidden', { relation: 'insured' }, 'The database has no insured, or the account cannot see it.'],
    ['column', { key: ['不在'] }, 'seen has no column 不在.'],
    ['base', { database: 'mysql' }, 'The database does not accept the account or its password.'],
    ['tls', { tls: 'require' }, 'No encrypted connection with the other side could be made.'],
  ];
  for (const [code, more, en] of sayings) {
    await make(code, more);
    expect((await town.run(code)).reason?.en, code).toBe(en);
  }
  await make('stranger', {});
  await town.clerk.put('/api/sources/sources/stranger/secret', { secret: 'Not-The-Word-1' });
  const turned = await town.run('stranger');
  expect(turned.reason?.en).toBe('The database does not accept the account or its password.');
  const evil = await town.clerk.post('/api/sources/sources', {
    code: 'evil',
    kind: 'mysql',
    titleZh: '坏',
    titleEn: 'Evil',
    dataset: 'rsj-insured',
    enabled: true,
    settings: { ...settings, relation: 'seen`; drop table insured; -- ' },
  });
  expect(evil.statusCode).toBe(422);
  for (const host of ['2130706433', 'localhost', '10.0.0.1', '169.254.169.254', '::1', '::ffff:127.0.0.1']) {
    const code = `h-${Buffer.from(host).toString('hex')}`;
    await make(code, { host, tls: 'require' });
    expect(await town.run(code), host).toMatchObject({ state: 'failed', rows: null });
  }
  const [rows] = await root.query<never[]>('select 1 from insured');
  expect(rows.length).toBeGreaterThan(5);
});
