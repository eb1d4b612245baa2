import { afterEach, expect, test, vi } from 'vitest';
import { dice } from '#engines/chance';
import {
  explain,
  link,
  parseLinkageConfig,
  parseLinkageModel,
  scoreAgainst,
  type LinkageConfig,
} from './index.ts';
import { again, numberOf, people, type Person } from './test-people.ts';
import { openTestSession } from './test-session.ts';

vi.setConfig({ testTimeout: 60_000 });

const config = parseLinkageConfig({
  id: 'id',
  unique: ['left', 'right'],
  compare: [
    { column: 'name', as: 'chinese-name' },
    { column: 'number', as: 'citizen-id' },
    { column: 'day', as: 'date' },
    { column: 'address', as: 'address' },
  ],
});

const open: { close(): void }[] = [];
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

async function session(threads?: number) {
  const made = await openTestSession(threads);
  open.push(made);
  return made;
}
type Session = Awaited<ReturnType<typeof session>>;

async function table(where: Session, name: string, rows: readonly Person[]): Promise<void> {
  const text = (value: string | null) => (value === null ? 'null' : `'${value.replaceAll("'", "''")}'`);
  await where.run(
    `create table ${name} (id varchar, name varchar, number varchar, day varchar, address varchar)`,
  );
  if (rows.length > 0)
    await where.run(
      `insert into ${name} values ${rows.map((row) => `(${[row.id, row.name, row.number, row.day, row.address].map(text).join(', ')})`).join(', ')}`,
    );
}

interface Row extends Record<string, unknown> {
  left_id: string;
  right_id: string;
  weight: number;
  probability: number;
  band: string;
  layer: string;
  cluster: number | null;
}
const result = (where: Session) =>
  where.rows<Row>('select * exclude (a, b) from link_result order by left_id, right_id');

const left = people(600, 1);
const next = dice(7);
const right = [
  ...left.slice(0, 400).map((person) => again(person, next)),
  ...people(200, 99).map((person) => ({ ...person, id: `n${person.id}` })),
];

async function linkBoth(
  where: Session,
  options: Partial<Parameters<typeof link>[3]> = {},
  by: LinkageConfig = config,
) {
  await table(where, 'a', left);
  await table(where, 'b', right);
  return link(where, by, { left: 'a', right: 'b' }, { vintage: 'test', ...options });
}

test('two lists of people without common keys: who is who, without a label', async () => {
  const one = await session();
  const { model, comparedPairs } = await linkBoth(one);
  await one.run(
    `create table truth as select 'p' || range as left_id, 'q' || range as right_id from range(400)`,
  );
  const score = await scoreAgainst(one, 'truth', false);
  expect(score.truePairs).toBe(400);
  expect(score.f1).toBeGreaterThan(0.98);
  expect(score.precision).toBeGreaterThan(0.99);
  expect(comparedPairs).toBeLessThan((left.length * right.length) / 10);
  expect(model.blockRecall).toBeGreaterThan(0.9);
  const rows = (await result(one)).filter(({ band }) => band === 'link');
  expect(new Set(rows.map(({ right_id }) => right_id)).size, 'one to one').toBe(rows.length);
  expect(new Set(rows.map(({ left_id }) => left_id)).size, 'one to one').toBe(rows.length);
});

test('the same again, with one thread, gives the same pairs, weights and model', async () => {
  const [one, other] = [await session(2), await session(1)];
  const [first, second] = [await linkBoth(one), await linkBoth(other)];
  expect(second.model).toEqual(first.model);
  expect(await result(other)).toEqual(await result(one));
});

test('a frozen model read back from JSON gives the same answer and learns nothing', async () => {
  const [one, other] = [await session(), await session()];
  const { model } = await linkBoth(one);
  const frozen = parseLinkageModel(JSON.parse(JSON.stringify(model)), config);
  const again = await linkBoth(other, { model: frozen });
  expect(again.model).toEqual(model);
  expect(await result(other)).toEqual(await result(one));
});

test('few new records under a frozen model are linked as they were among all', async () => {
  const [one, other] = [await session(), await session()];
  const { model } = await linkBoth(one);
  const whole = new Map((await result(one)).map((row) => [row.right_id, row]));
  await table(other, 'a', left);
  await table(other, 'b', right.slice(0, 20));
  await link(other, config, { left: 'a', right: 'b' }, { vintage: 'test', model });
  const few = (await result(other)).filter(({ band }) => band === 'link');
  expect(few.length).toBeGreaterThan(15);
  for (const { left_id, right_id } of few) expect(whole.get(right_id)?.left_id).toBe(left_id);
});

const person = (id: string, more: Partial<Person>): Person => ({
  id,
  name: '王建国',
  number: null,
  day: '1960-05-06',
  address: '兰江路1号',
  ...more,
});

test('one file with itself: equal numbers link, equal numbers of strangers are a conflict, different ones part', async () => {
  const where = await session();
  const [number, other] = [numberOf('19600506', 1), numberOf('19600506', 3)];
  const spoiled = number.slice(0, 17) + (number.endsWith('1') ? '2' : '1');
  await table(where, 'a', [
    ...people(300, 5),
    person('x1', { number }),
    person('x2', { number: number.toLowerCase(), address: '兰江路9号' }),
    person('y1', { number, name: '孙晓梅', day: '1999-11-30', address: '北门街77号3幢202室' }),
    person('z1', { number: other, name: '王建国' }),
    person('w1', { number: spoiled, name: '王建国' }),
  ]);
  await link(where, { ...config, unique: [] }, { left: 'a' }, { vintage: 'test' });
  const rows = await result(where);
  const of = (one: string, two: string) => rows.find((row) => row.left_id === one && row.right_id === two);
  expect(of('x1', 'x2')).toMatchObject({ band: 'link', layer: 'identifier' });
  expect(of('x1', 'y1')).toMatchObject({ band: 'clerical', layer: 'conflict', cluster: null });
  expect(of('x1', 'z1')).toMatchObject({ band: 'clerical', layer: 'contradiction' });
  expect(of('w1', 'x1')?.layer, 'a number that fails its check proves nothing').toBe('weight');
});

test('every weight can be told, comparison by comparison, and the parts make the sum', async () => {
  const where = await session();
  const linkage = await linkBoth(where);
  const rows = (await result(where)).filter(({ layer, band }) => layer === 'weight' && band === 'link');
  const told = await explain(
    where,
    config,
    linkage,
    rows.map(({ left_id, right_id }) => [left_id, right_id] as const),
  );
  const weights = new Map(rows.map(({ left_id, weight }) => [left_id, weight]));
  expect(told.length).toBe(rows.length);
  for (const { left, prior, comparisons } of told) {
    expect(comparisons.map(({ name }) => name)).toEqual(['name', 'number', 'day', 'address']);
    expect(comparisons[1]).toMatchObject({ level: 'missing', weight: 0 });
    expect(comparisons.reduce((sum, { weight }) => sum + weight, prior)).toBeCloseTo(
      weights.get(left) ?? 0,
      2,
    );
  }
  expect(await explain(where, config, linkage, [['p1', 'nobody']])).toEqual([]);
});

test.for<[string, readonly Person[], string]>([
  ['a repeated id', [person('x', {}), person('x', {})], 'linkage.id-repeated'],
  ['an empty id', [person('x', {}), person(' ', {})], 'linkage.id-missing'],
  ['an empty table', [], 'linkage.nothing-to-compare'],
  ['one record alone', [person('x', {})], 'linkage.nothing-to-compare'],
])('%s is refused', async ([, rows, code]) => {
  const where = await session();
  await table(where, 'a', rows);
  await expect(link(where, { ...config, unique: [] }, { left: 'a' }, { vintage: 'test' })).rejects.toThrow(
    code,
  );
});

test('a column that is not there is named, on its side', async () => {
  const where = await session();
  await table(where, 'a', left.slice(0, 5));
  const asked = parseLinkageConfig({
    id: 'id',
    compare: [{ column: { left: 'name', right: 'nom' }, as: 'name' }],
  });
  await expect(link(where, asked, { left: 'a', right: 'a' }, { vintage: 'test' })).rejects.toMatchObject({
    code: 'linkage.column-missing',
    field: 'compare[0].column',
  });
});

test('the worst of values harms nobody: quotes, SQL, nothing, signs without width, very long', async () => {
  const where = await session();
  const nasty = [`'); drop table a; --`, '"', '', '　', '\u200b', 'x'.repeat(20_000), '𠮷', '٣', '\\', '%_'];
  await table(
    where,
    'a',
    nasty.flatMap((text, at) => [
      person(`m${at}`, { name: text, number: text, day: text, address: text }),
      person(`n${at}`, { name: text, number: null, day: '0000-99-99', address: `${text} ${text}` }),
    ]),
  );
  await link(where, { ...config, unique: [] }, { left: 'a' }, { vintage: 'test' });
  expect(await where.rows('select count(*) as n from a')).toEqual([{ n: 20 }]);
});

test('nobody in common: no link is claimed', async () => {
  const where = await session();
  await table(where, 'a', people(200, 11));
  await table(where, 'b', people(200, 12));
  const { links } = await link(where, config, { left: 'a', right: 'b' }, { vintage: 'test' });
  expect(links).toBeLessThan(3);
});
