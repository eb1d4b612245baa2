import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCity, readCity, type ReadCity } from '#kernel/city';
import { codesModule } from '#platform/base/codes';
import { organisationsFile, organisationsModule } from '#platform/base/organisations';
import { searchModule } from '#platform/base/search';
import { openTestCity, type TestCity } from '#testing';
import { catalogueFile, catalogueModule } from './index.ts';

const modules = [organisationsModule, codesModule, catalogueModule];
const files = modules.flatMap((module) => module.cityFiles ?? []);
const checks = modules.flatMap((module) => module.cityChecks ?? []);

let read: ReadCity;
let city: TestCity;
beforeAll(async () => {
  ({ city: read } = await readCity('cities/yuyao', files, []));
  city = await openTestCity({ modules: [catalogueModule, searchModule], city: 'cities/yuyao' });
  const keeper = city.as({ grants: { 'search:manage': 'city' } });
  const { job } = (await keeper.post('/api/search/rebuild')).json<{ job: string }>();
  expect(await city.finished(job)).toMatchObject({ status: 'done' });
}, 120_000);
afterAll(() => city?.close());

test('209 resources of the 54 departments that the plan counts, each of them with one at least', () => {
  const { datasets } = read.get(catalogueFile);
  const counted = read
    .get(organisationsFile)
    .organisations.filter(({ collected }) => collected !== undefined)
    .map(({ code }) => code);
  expect(datasets).toHaveLength(209);
  expect(counted).toHaveLength(54);
  const owners = new Set(datasets.map(({ countedAs, provider }) => countedAs ?? provider));
  expect([...owners].toSorted()).toEqual(counted.toSorted());
  expect(datasets.every(({ reconstructed }) => reconstructed)).toBe(true);
});

/** What the simulated town opens at once, column by column. */
async function openedAsItIs(dataset: string): Promise<string[]> {
  const said = parse(await readFile('cities/yuyao/open-data.yaml', 'utf8')) as {
    demonstrations: { source: string; columns: { field: string; as: string }[] }[];
  };
  const columns = said.demonstrations.flatMap((each) => (each.source === dataset ? each.columns : []));
  return columns.flatMap(({ field, as }) => (as === 'keep' ? [field] : []));
}

test('each says all core elements, and what is personal is masked, and not opened as it is', async () => {
  for (const dataset of read.get(catalogueFile).datasets) {
    const { code, share, open, openCondition, resourceCode, words, fields } = dataset;
    expect(resourceCode, code).toBeDefined();
    expect(share.type === 'conditional' ? share.condition : true, code).toBeTruthy();
    expect(share.type === 'none' ? share.basis : true, code).toBeTruthy();
    expect(open === 'conditional' ? openCondition : true, code).toBeTruthy();
    expect(words.length, code).toBeGreaterThan(0);
    expect(
      fields.filter(({ type, length }) => type === 'text' && !length).map(({ name }) => name),
      code,
    ).toEqual([]);
    const personal = fields.filter(
      ({ sensitivity }) => sensitivity === 'personal' || sensitivity === 'sensitive',
    );
    expect(
      personal.filter(({ mask }) => !mask).map(({ name }) => name),
      code,
    ).toEqual([]);
    const opened = new Set(await openedAsItIs(code));
    expect(
      personal.map(({ name }) => name).filter((name) => opened.has(name)),
      code,
    ).toEqual([]);
  }
});

test('beside who somebody is, neither where they live nor what they get or pay stands unmasked', () => {
  const telling = /地址|住址|坐落|（元）|收入|病|疫苗/;
  const bare = read.get(catalogueFile).datasets.flatMap(({ code, fields }) => {
    const tells = fields.some(({ type, mask }) => type === 'citizen-id' && mask !== undefined);
    const open = fields.filter(({ label, mask }) => telling.test(label.zh) && mask === undefined);
    return tells ? open.map(({ name }) => `${code}.${name}`) : [];
  });
  expect(bare).toEqual([]);
});

test('an entry shows the core elements of the guide', async () => {
  const reader = city.as({ grants: { 'catalogue:read': 'city' } });
  const entry = (await reader.get('/api/catalogue/entries/zrj-real-estate')).json<object>();
  expect(entry).toMatchObject({
    titleZh: '不动产登记',
    provider: '330281-zrj',
    countedAs: '330281-gtj',
    resourceCode: expect.stringMatching(/^109\/\d{6}$/),
    category: 'base',
    theme: 'construction',
    format: 'database',
    share: 'conditional',
    conditionZh: '为履行职责需要核验本人情况',
    way: 'interface',
    open: 'none',
    cycle: 'daily',
    publishedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
    reconstructed: true,
  });
  const tax = (await reader.get('/api/catalogue/entries/shwj-filings')).json<object>();
  expect(tax).toMatchObject({ share: 'none', basis: expect.stringContaining('税收征收管理法') });
});

test.each([
  ['房产证', 'zrj-real-estate'],
  ['fangchanzheng', 'zrj-real-estate'],
  ['fcz', 'zrj-real-estate'],
  ['低保', 'mzj-minimum-living'],
  ['gongjijin', 'gjj-deposits'],
  ['婚姻登记', 'mzj-marriage'],
  ['hydj', 'mzj-marriage'],
  ['302/000003', 'hsz-aed'],
])('%s finds %s', async (q, code) => {
  const reader = city.as({ grants: { 'catalogue:read': 'city' } });
  const query = new URLSearchParams({ q, kinds: 'catalogue.entry', limit: '20' });
  const found = (await reader.get(`/api/search?${query}`)).json<{ items: { key: string }[] }>();
  expect(found.items.map(({ key }) => key)).toContain(code);
});

test('what is wrong in one of the files is told with its file and line', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-catalogue-'));
  try {
    await cp('cities/yuyao', folder, { recursive: true });
    const path = join(folder, 'catalogue', 'prices.yaml');
    const text = await readFile(path, 'utf8');
    const at = text.split('\n').findIndex((line) => line.includes('code: fgj-charges'));
    const wrong = text
      .replace('resourceCode: 306/000002', 'resourceCode: 307/000009')
      .replace(/(code: fgj-charges[\s\S]*?provider: )330281-fgj/, '$1330281-fgx');
    await writeFile(path, wrong);
    const faults = (await checkCity(folder, files, checks)).filter(({ code }) =>
      code.startsWith('catalogue.'),
    );
    expect(faults.map(({ file, line, code }) => [file, line, code])).toEqual([
      ['catalogue/prices.yaml', at + 3, 'catalogue.unknown-provider'],
      ['catalogue/prices.yaml', at + 9, 'catalogue.classification'],
    ]);
  } finally {
    await rm(folder, { recursive: true });
  }
});
