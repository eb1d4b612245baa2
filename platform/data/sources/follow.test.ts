import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { roundJob } from './round.ts';
import { isCircle } from './rules.ts';
import { csvOf, dataset, openTown, owner, type Town } from './testing/town.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown(['127.0.0.1:1']);
});
afterAll(() => town.close());

let number = 1;
const lay = async (code: string, text?: string) => {
  number += 1;
  await writeFile(join(town.root, owner, code, `f${number}.csv`), text ?? csvOf(2, number * 10));
  await writeFile(join(town.root, owner, code, `f${number}.csv.ok`), '');
};
const source = (code: string, more: object = {}) => ({
  code,
  kind: 'folder',
  settings: { path: code, ready: 'marker' },
  ...more,
});
const make = async (code: string, more: object = {}) => {
  await mkdir(join(town.root, owner, code), { recursive: true });
  await town.make(source(code, more));
};
const allRuns = async () =>
  (await town.clerk.get('/api/sources/runs?limit=200')).json<{ items: { state: string }[] }>().items;
/** A minute passes. @returns how many runs it began, which have ended */
const minute = async (): Promise<number> => {
  const before = (await allRuns()).length;
  const context = town.city.platform.contextFor(system);
  await town.city.finished(await context.startJob(context.db, roundJob, {}, { actor: system }));
  for (;;) {
    const items = await allRuns();
    if (items.every(({ state }) => state !== 'waiting' && state !== 'running')) return items.length - before;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const readOf = async (code: string) => (await town.state(code)).follows.map(({ readAt }) => readAt !== null);
const runsOf = async (code: string) =>
  (await town.clerk.get(`/api/sources/runs?sourceCode=${code}&order=-createdAt`)).json<{
    items: { cause: string; state: string }[];
  }>().items;
const change = async (code: string, values: object) => {
  const path = `/api/sources/sources/${code}`;
  const { meta } = (await town.clerk.get(path)).json<{ meta: { revision: number } }>();
  return town.clerk.patch(path, { revision: meta.revision, values });
};

test('a source that follows two is read when both were, once for each time', async () => {
  await make('people');
  await make('homes');
  await make('joined', { follows: ['people', 'homes'] });
  expect(await readOf('joined')).toEqual([false, false]);
  await minute();
  expect(await runsOf('joined')).toEqual([]);
  await lay('people');
  expect(await town.run('people')).toMatchObject({ state: 'collected' });
  await minute();
  expect(await runsOf('joined')).toEqual([]);
  expect((await readOf('joined')).toSorted()).toEqual([false, true]);
  // That there was nothing new is known only now: it was read.
  expect(await town.run('homes')).toMatchObject({ state: 'nothing' });
  await lay('joined');
  expect(await minute()).toBe(1);
  expect(await runsOf('joined')).toMatchObject([{ cause: 'after', state: 'collected' }]);
  expect(await minute()).toBe(0);
  await town.run('people');
  await minute();
  expect(await runsOf('joined')).toHaveLength(1);
  await town.run('homes');
  await minute();
  expect(await runsOf('joined')).toMatchObject([{ cause: 'after', state: 'nothing' }, {}]);
});

test('what failed or waits at the gate was not read; once somebody has taken it, it was', async () => {
  await make('first');
  await make('second', { follows: ['first'] });
  await lay('first', '');
  expect(await town.run('first')).toMatchObject({ state: 'failed' });
  await minute();
  expect(await runsOf('second')).toEqual([]);
  await change('first', { rowsMost: 1, settings: { path: 'people', ready: 'marker' } });
  await lay('people', csvOf(2, 700));
  expect(await town.run('first')).toMatchObject({ state: 'held' });
  await minute();
  expect(await runsOf('second')).toEqual([]);
  const taken = await town.clerk.post('/api/sources/sources/first/gate', { accept: true, why: '数量属实' });
  expect(taken.statusCode, taken.body).toBe(200);
  await minute();
  expect(await runsOf('second')).toMatchObject([{ cause: 'after' }]);
});

test('one that is off waits, and does not fall behind', async () => {
  await make('lead');
  await make('tail', { follows: ['lead'], enabled: false });
  await town.run('lead');
  expect(await minute()).toBe(0);
  await change('tail', { enabled: true });
  expect(await minute()).toBe(1);
});

test('one that could not be reached is tried again by itself', async () => {
  await make('base');
  const settings = { url: 'http://127.0.0.1:1/rows' };
  await town.make({ code: 'away', kind: 'http', settings, follows: ['base'] });
  await town.run('base');
  expect(await minute()).toBe(1);
  const [run] = await runsOf('away');
  expect(run).toMatchObject({ cause: 'after', state: 'unreachable' });
  expect((await town.state('away')).nextAt).not.toBeNull();
  const { db } = town.city.platform.services.store;
  await sql`update sources.source_state set next_at = now() - interval '1 second' where source = 'away'`.execute(
    db,
  );
  expect(await minute()).toBe(1);
  expect(await runsOf('away')).toMatchObject([{ cause: 'after', state: 'unreachable' }, {}]);
});

test('a circle, a source that is not there or not to be seen, and a schedule besides are refused; who is followed stays', async () => {
  await make('one');
  await make('two', { follows: ['one'] });
  const refused = async (code: string, values: object, words: string) => {
    const answer = await change(code, values);
    expect(answer.statusCode, answer.body).toBe(422);
    expect(answer.body).toContain(words);
  };
  await refused('one', { follows: ['two'] }, 'wait for each other');
  await refused('one', { follows: ['one'] }, 'wait for each other');
  await refused('one', { follows: ['nobody'] }, 'no source “nobody”');
  await refused('two', { schedule: '30 2 * * *' }, 'beside a schedule');
  const body = { titleZh: '别的', titleEn: 'Other', dataset, enabled: true, ...source('theirs') };
  const other = await town.stranger.post('/api/sources/sources', { ...body, follows: ['one'] });
  expect([other.statusCode, other.body.includes('no source')]).toEqual([422, true]);
  const { meta } = (await town.clerk.get('/api/sources/sources/one')).json<{ meta: { revision: number } }>();
  const path = `/api/sources/sources/one/withdraw`;
  const gone = await town.clerk.post(path, { revision: meta.revision, reason: '不用了' });
  expect([gone.statusCode, gone.json<{ code: string }>().code]).toEqual([409, 'sources.followed']);
  expect((await change('two', { follows: [] })).statusCode).toBe(200);
});

test.each([
  ['nothing', [], [], false],
  ['itself', ['a'], [], true],
  ['another that follows it', ['b'], [['b', ['a']]], true],
  [
    'a long way round',
    ['b'],
    [
      ['b', ['c', 'd']],
      ['d', ['e', 'a']],
    ],
    true,
  ],
  [
    'others that meet',
    ['b', 'c'],
    [
      ['b', ['d']],
      ['c', ['d']],
    ],
    false,
  ],
  [
    'others in a circle of their own',
    ['b'],
    [
      ['b', ['c']],
      ['c', ['b']],
    ],
    false,
  ],
] as const)('a source that follows %s', (_what, follows, all, circle) => {
  expect(isCircle('a', follows, new Map(all as never))).toBe(circle);
});
