import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import { findDataset, publishDataset } from '#platform/data/catalogue';
import { setDatasetSharing } from '../testing/sharing.ts';
import { csvOf, openTown, owner, type Town } from '../testing/town.ts';
import { contractsJob } from './keeping.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await mkdir(join(town.root, owner, 'bank'), { recursive: true });
  await setDatasetSharing(town, 'rsj-insured', 'conditional');
});
afterAll(() => town.close());

/** The city's day, so many days from now. */
const day = (ahead: number): string =>
  new Date(Date.now() + (8 + 24 * ahead) * 3_600_000).toISOString().slice(0, 10);

const contract = (code: string, more: object = {}) => ({
  code,
  titleZh: `模拟银行供数合同 ${code}`,
  titleEn: `Contract with a bank ${code}`,
  party: '模拟银行（虚构）',
  basis: '虚构的批准文件',
  purpose: '核对参保单位缴费',
  holdsFrom: day(-100),
  holdsUntil: day(100),
  onward: 'departments',
  ...more,
});
const enter = (code: string, more: object = {}) =>
  town.clerk.post('/api/sources/contracts', contract(code, more));
const change = async (path: string, values: object) => {
  const { meta } = (await town.clerk.get(path)).json<{ meta: { revision: number } }>();
  return town.clerk.patch(path, { revision: meta.revision, values });
};
const source = (code: string, named: string) => ({
  code,
  titleZh: '银行数据',
  titleEn: 'Bank',
  dataset: 'rsj-insured',
  enabled: true,
  kind: 'folder',
  settings: { path: 'bank', ready: 'marker' },
  contract: named,
});
const saying = async (words: string) => {
  const { items } = (await town.clerk.get('/api/tasks')).json<{ items: { title: { zh: string } }[] }>();
  return items.filter(({ title }) => title.zh.includes(words)).length;
};
const lay = async (name: string, from: number) => {
  await writeFile(join(town.root, owner, 'bank', name), csvOf(2, from));
  await writeFile(join(town.root, owner, 'bank', `${name}.ok`), '');
};
const round = async () => {
  const context = town.city.platform.contextFor(system);
  await town.city.finished(await context.startJob(context.db, contractsJob, {}, { actor: system }));
};

test('a contract is its department’s, holds for a term, and ends no earlier than it begins', async () => {
  expect((await enter('bank')).json()).toMatchObject({ owner, onward: 'departments' });
  expect((await enter('back', { holdsUntil: day(-101) })).json()).toMatchObject({
    status: 422,
    code: 'records.invalid',
    errors: [{ path: 'holdsUntil', code: 'sources.contract-term' }],
  });
  expect((await town.stranger.get('/api/sources/contracts')).json<{ items: unknown[] }>().items).toEqual([]);
  const theirs = await town.stranger.post('/api/sources/sources', source('theirs', 'bank'));
  expect(theirs.json()).toMatchObject({ status: 403, code: 'records.outside-scope' });
});

test('a source that names it is read and looked at while it holds, and not a day longer', async () => {
  await town.make(source('bank', 'bank'));
  await lay('a.csv', 1);
  expect(await town.run('bank')).toMatchObject({ state: 'collected', rows: 2 });
  expect((await change('/api/sources/contracts/bank', { holdsUntil: day(-1) })).statusCode).toBe(200);
  await lay('b.csv', 20);
  const late = await town.run('bank');
  expect(late).toMatchObject({ state: 'failed', rows: null });
  expect(late.reason?.zh).toContain(day(-1));
  const look = (await town.clerk.post('/api/sources/sources/bank/try', {})).json<{
    rows: unknown[];
    fault: { zh: string };
  }>();
  expect(look.rows).toEqual([]);
  expect(look.fault.zh).toContain(day(-1));
  await change('/api/sources/contracts/bank', { holdsUntil: day(100) });
  expect(await town.run('bank')).toMatchObject({ state: 'collected', rows: 2 });
});

test('its department is told before it ends and what its end asks for; prolonged, it is told no more', async () => {
  await enter('institute', { holdsUntil: day(20), keepDays: 90 });
  expect(await saying('institute”将于')).toBe(1);
  await change('/api/sources/contracts/institute', { holdsUntil: day(-2) });
  await round();
  expect(await saying(`institute”已于 ${day(-2)} 到期，按约定须在 ${day(88)} 前`)).toBe(1);
  await change('/api/sources/contracts/institute', { holdsUntil: day(400) });
  expect(await saying('institute”')).toBe(0);
});

test('the catalogue may share no more than the contract allows, when a source is made and when it is read', async () => {
  await enter('alone', { onward: 'none' });
  const refused = await town.clerk.post('/api/sources/sources', source('alone', 'alone'));
  expect(refused.json()).toMatchObject({ status: 422, errors: [{ path: 'contract' }] });
  await setDatasetSharing(town, 'rsj-insured', 'none');
  await town.make(source('alone', 'alone'));
  await setDatasetSharing(town, 'rsj-insured', 'conditional');
  await lay('c.csv', 40);
  expect((await town.run('alone')).reason?.zh).toContain('比供数合同允许的更宽');
  await setDatasetSharing(town, 'rsj-insured', 'none');
  expect(await town.run('alone')).toMatchObject({ state: 'collected', rows: 2 });
});

test('what came by a contract is shared no wider than it allows, also when its source names it no longer', async () => {
  const { db } = town.city.platform.services.store;
  const shared = async () => (await findDataset(db, 'rsj-insured'))?.share;
  const held = { type: 'none', basis: '供数合同 alone《模拟银行供数合同 alone》' };
  await setDatasetSharing(town, 'rsj-insured', 'conditional');
  expect(await shared()).toEqual(held);
  await change('/api/sources/sources/alone', { contract: null });
  await change('/api/sources/contracts/alone', { holdsUntil: day(-1) });
  expect(await shared()).toEqual(held);

  // A description that gives more is refused, and one that keeps to it is not.
  const context = town.city.platform.contextFor(system);
  const described = await findDataset(db, 'rsj-insured');
  if (!described) throw new Error('it is in the catalogue');
  const publish = (share: object, open: 'none' | 'conditional' = 'none') =>
    context.transaction((tx) =>
      publishDataset(
        context,
        tx,
        { ...described, open, share: { ...described.share, ...share } },
        { origin: 'cataloguing:rsj-insured', simulated: false },
      ),
    );
  const condition = { zh: '试验', en: 'trial' };
  await expect(publish({ type: 'conditional', condition })).rejects.toMatchObject({
    code: 'catalogue.limited',
  });
  await expect(publish({}, 'conditional')).rejects.toMatchObject({ code: 'catalogue.limited' });
  await publish({});
  // Where both agree that it may be shared on, it may.
  await change('/api/sources/contracts/alone', { onward: 'departments' });
  await publish({ type: 'conditional', condition });
  expect(await shared()).toMatchObject({ type: 'conditional' });
});

test('one that a source is read by is not withdrawn', async () => {
  const path = '/api/sources/contracts/bank';
  const { meta } = (await town.clerk.get(path)).json<{ meta: { revision: number } }>();
  const answer = await town.clerk.post(`${path}/withdraw`, { revision: meta.revision, reason: '试一试' });
  expect(answer.json()).toMatchObject({ status: 409, code: 'sources.contract-used' });
});
