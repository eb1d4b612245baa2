import { mkdtemp, rm, writeFile, cp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestCity, type TestCity } from '#testing';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { catalogueFile, catalogueModule, noteDelivery } from '#platform/data/catalogue';
import type { PublishedEntry } from '#platform/data/catalogue/contract';
import { modules } from '../../apps/server/modules.ts';

let city: TestCity;
let folder: string;

/** The city's own folder, with one resource that its owner neither shares nor opens. */
async function cityWithSecret(): Promise<string> {
  const copy = await mkdtemp(path.join(tmpdir(), 'yaojiang-catalogue-'));
  await cp('cities/yuyao', copy, { recursive: true });
  const secret = `datasets:
  - code: gaj-secret
    title: { zh: 不予共享的资源, en: Not shared }
    provider: 330281-gaj
    abstract: { zh: 仅测试, en: Only a test }
    theme: public-services
    share: { type: none, basis: 测试依据 }
    open: none
    cycle: daily
    subject: none
    key: number
    fields:
      - { name: number, label: { zh: 编号, en: Number }, type: text }
`;
  await writeFile(path.join(copy, 'catalogue', 'secret.yaml'), secret);
  return copy;
}

beforeAll(async () => {
  folder = await cityWithSecret();
  city = await openTestCity({
    modules: modules.filter(({ id }) => ['organisations', 'codes', 'catalogue'].includes(id)),
    city: folder,
    work: false,
  });
});
afterAll(async () => {
  await city.close();
  await rm(folder, { recursive: true, force: true });
});

const published = async (): Promise<PublishedEntry[]> => {
  const answer = await city.stranger.get('/api/catalogue/public');
  expect(answer.statusCode).toBe(200);
  return answer.json<{ items: PublishedEntry[] }>().items;
};

test('a stranger sees what the city shares or opens: whose it is, on what conditions, which fields of which class', async () => {
  const items = await published();
  const insured = items.find(({ code }) => code === 'rsj-insured');
  expect(insured).toMatchObject({
    kind: 'dataset',
    title: { zh: '参保人员', en: 'Insured persons' },
    provider: { code: '330281-rsj' },
    share: 'conditional',
    open: 'conditional',
    rows: null,
    deliveredAt: null,
  });
  expect(insured?.provider.name.zh).toContain('人力资源');
  expect(insured?.condition?.en).toContain('duty');
  expect(insured?.fields).toContainEqual({
    name: 'citizenId',
    label: { zh: '公民身份号码', en: 'Citizen identity number' },
    sensitivity: 'sensitive',
  });
  expect(items.map(({ code }) => code)).toContain('record-organisations-division');
});

test('what its owner neither shares nor opens is not told of, and the record of entries stays closed', async () => {
  expect((await published()).map(({ code }) => code)).not.toContain('gaj-secret');
  const clerk = city.as({ grants: { 'catalogue:read': 'city' } });
  expect((await clerk.get('/api/catalogue/datasets/gaj-secret')).statusCode).toBe(200);
  expect((await city.stranger.get('/api/catalogue/entries')).statusCode).toBe(401);
});

test('a delivery shows in the public catalogue at once', async () => {
  const context = city.as({ grants: { '*': 'city' } }).context();
  const at = '2026-11-20T02:30:00.000Z';
  await context.transaction((tx) =>
    noteDelivery(context, tx, 'scjg-company', { rows: 4210, good: 98.7, at, batch: 'b1' }),
  );
  const company = (await published()).find(({ code }) => code === 'scjg-company');
  expect(company).toMatchObject({ rows: 4210, good: 98.7, deliveredAt: at });
  // A batch of before that is checked late does not make the dataset older than it is.
  await context.transaction((tx) =>
    noteDelivery(context, tx, 'scjg-company', { rows: 4210, at: '2026-11-19T02:30:00.000Z', batch: 'b0' }),
  );
  expect((await published()).find(({ code }) => code === 'scjg-company')).toMatchObject({ deliveredAt: at });
});

test('a dataset that is taken out of the file leaves the catalogue, and comes back with it', async () => {
  const context = city.platform.contextFor(system);
  const { city: read } = await readCity(folder, catalogueModule.cityFiles ?? [], []);
  const { datasets, ...rest } = read.get(catalogueFile);
  const loadWith = (kept: typeof datasets) => {
    const get: typeof read.get = (file) =>
      file.path === catalogueFile.path ? ({ ...rest, datasets: kept } as never) : read.get(file);
    return catalogueModule.load?.({ ...read, get }, context);
  };
  await loadWith(datasets.filter(({ code }) => code !== 'scjg-company'));
  expect((await published()).map(({ code }) => code)).not.toContain('scjg-company');
  expect((await published()).map(({ code }) => code)).toContain('rsj-insured');
  await loadWith(datasets);
  expect((await published()).map(({ code }) => code)).toContain('scjg-company');
});
