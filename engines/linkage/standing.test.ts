import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import { dice } from '#engines/chance';
import {
  link,
  linkNew,
  parseLinkageConfig,
  prepareStanding,
  type LinkageModel,
  type Standing,
} from './index.ts';
import { again, people, type Person } from './test-people.ts';
import { openTestSession } from './test-session.ts';

vi.setConfig({ testTimeout: 240_000 });

type Session = Awaited<ReturnType<typeof openTestSession>>;

let folder: string;
const open: Session[] = [];
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'linkage-standing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
afterEach(() => {
  for (const each of open.splice(0)) each.close();
});

const config = parseLinkageConfig({
  id: 'id',
  unique: ['left', 'right'],
  compare: [
    { column: 'name', as: 'chinese-name' },
    { column: 'number', as: 'citizen-id', birth: 'day' },
    { column: 'day', as: 'date' },
    { column: 'address', as: 'address' },
  ],
});

async function session(): Promise<Session> {
  const one = await openTestSession();
  open.push(one);
  return one;
}

async function table(where: Session, name: string, rows: readonly Person[]): Promise<void> {
  await where.run(
    `create or replace table ${name} as select unnest(from_json($1, '[{"id":"VARCHAR","name":"VARCHAR","number":"VARCHAR","day":"VARCHAR","address":"VARCHAR"}]'), recursive := true)`,
    [JSON.stringify(rows)],
  );
}

const result = (where: Session) =>
  where.rows<{ left_id: string; right_id: string }>(
    'select left_id, right_id, weight, probability, band, layer from link_result order by left_id, right_id',
  );

const left = people(900, 1);
const next = dice(7);
const right = [
  ...left.slice(0, 600).map((person) => again(person, next)),
  ...people(150, 99).map((person) => ({ ...person, id: `n${person.id}` })),
];

interface Learned {
  readonly model: LinkageModel;
  readonly standing: Standing;
}

let once: Promise<Learned> | undefined;
/** Learned once for all tests: the same data give the same model. */
const learned = (): Promise<Learned> => (once ??= learn());

async function learn(): Promise<Learned> {
  const one = await session();
  await table(one, 'a', left);
  await table(one, 'b', right);
  const { model } = await link(one, config, { left: 'a', right: 'b' }, { vintage: '2026-11' });
  const fresh = await session();
  await table(fresh, 'a', left);
  const standing = await prepareStanding(fresh, config, 'a', { model, folder, vintage: '2026-11' });
  return { model, standing: JSON.parse(JSON.stringify(standing)) as Standing };
}

test('new records, however they are split, are linked as from scratch under the same frozen model', async () => {
  const { model, standing } = await learned();
  expect(standing.records).toBe(left.length);
  const [bitByBit, whole] = [await session(), await session()];
  await table(whole, 'a', left);
  let linked = 0;
  for (const [seed, parts] of [
    [1, 1],
    [2, 2],
    [3, 4],
  ] as const) {
    const roll = dice(seed);
    const of = Array.from({ length: parts }, (): Person[] => []);
    for (const each of right) of[roll(parts)]?.push(each);
    for (const batch of of) {
      await table(bitByBit, 'b', batch);
      await table(whole, 'b', batch);
      const some = await linkNew(bitByBit, config, 'b', { standing, model });
      const all = await link(
        whole,
        config,
        { left: 'a', right: 'b' },
        { vintage: '2026-11', model, frequencies: 'left' },
      );
      expect(await result(bitByBit)).toEqual(await result(whole));
      expect([some.links, some.clerical, some.comparedPairs]).toEqual([
        all.links,
        all.clerical,
        all.comparedPairs,
      ]);
      expect(some.model).toEqual(model);
      linked += some.links;
    }
  }
  expect(linked).toBeGreaterThan(3 * 550);
});

test('ids that look like several rows of text come back as they are', async () => {
  const { model } = await learned();
  const nasty = [
    'a"b',
    'two\nlines',
    'with, comma',
    ' blanks ',
    '""',
    '"\r\n"',
    "o'brien",
    '\ttab',
    '空　格',
    '\\N',
    'NULL',
  ];
  const named = left.map((person, at) => ({ ...person, id: `${nasty[at % nasty.length]}${at}` }));
  const [bitByBit, whole, fresh] = [await session(), await session(), await session()];
  await table(fresh, 'a', named);
  const place = await mkdtemp(join(folder, 'named-'));
  const standing = await prepareStanding(fresh, config, 'a', { model, folder: place, vintage: '2026-11' });
  await table(whole, 'a', named);
  for (const one of [bitByBit, whole]) await table(one, 'b', right);
  const { links } = await linkNew(bitByBit, config, 'b', { standing, model });
  await link(whole, config, { left: 'a', right: 'b' }, { vintage: '2026-11', model, frequencies: 'left' });
  expect(links).toBeGreaterThan(550);
  const found = await result(bitByBit);
  expect(found).toEqual(await result(whole));
  for (const each of nasty) expect(found.some(({ left_id: id }) => id.startsWith(each))).toBe(true);
});

test('nobody that stands is met: an answer without a row', async () => {
  const { model, standing } = await learned();
  const one = await session();
  await table(one, 'b', [
    { id: 'x', name: '欧阳不在', number: null, day: '1899-01-30', address: '别处9999号' },
  ]);
  const { links, comparedPairs } = await linkNew(one, config, 'b', { standing, model });
  expect([links, comparedPairs]).toEqual([0, 0]);
  expect(await result(one)).toEqual([]);
});

test('a standing side of another model, other comparisons or another engine is refused, and so is free text', async () => {
  const { model, standing } = await learned();
  const one = await session();
  await table(one, 'b', right.slice(0, 3));
  const attempt = (by: Partial<Standing>, config2 = config) =>
    linkNew(one, config2, 'b', { standing: { ...standing, ...by }, model });
  const unfit = { code: 'linkage.standing-unfit' };
  await expect(attempt({ blocks: [['name']] })).rejects.toMatchObject(unfit);
  await expect(attempt({ compare: ['name:exact'] })).rejects.toMatchObject(unfit);
  await expect(attempt({ engine: 'v0.1' })).rejects.toMatchObject(unfit);
  const words = parseLinkageConfig({ id: 'id', compare: [{ column: 'address', as: 'words' }] });
  await expect(attempt({}, words)).rejects.toMatchObject(unfit);
  await table(one, 'b', []);
  await expect(attempt({})).rejects.toMatchObject({ code: 'linkage.nothing-to-compare' });
});
