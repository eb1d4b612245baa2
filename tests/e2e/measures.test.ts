import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { open, picture, readerOf } from './visit.ts';

/** A measure's life in the console: defined, read in words, changed with what that changes in sight, taken out of force. */
let city: LivingCity;
let browser: Browser;
let office: BrowserContext;

/** A site of somebody else, with a frame of ours in its page; by its other name it is nobody that we know. */
const news = createServer((request, response) => {
  const { searchParams } = new URL(request.url ?? '/', 'http://news');
  response.setHeader('content-type', 'text/html');
  response.end(
    `<title>News</title><iframe title="Companies" width="400" height="500" src="${searchParams.get('frame')}"></iframe>`,
  );
});
const newsAt = (host: string) => `http://${host}:${(news.address() as AddressInfo).port}`;

beforeAll(async () => {
  await new Promise<void>((resolve) => news.listen(0, '127.0.0.1', resolve));
  [city, browser] = await Promise.all([openLivingCity([], [newsAt('127.0.0.1')]), launchBrowser()]);
  const size = { width: 1440, height: 900 };
  office = await readerOf(browser, { url: city.url, language: 'zh', size, account: 'data-office' });
});
afterAll(async () => {
  await browser.close();
  await city.close();
  news.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(browser, task.name);
});

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

/** Clean, and nothing sticks out, on a desk and on a phone. */
async function isClean(page: Page): Promise<void> {
  for (const size of [desk, phone]) {
    await page.setViewportSize(size);
    // What lies half below the head that stays is no smaller for it.
    await page.evaluate('scrollTo(0, 0)');
    const { violations } = await new AxeBuilder({ page })
      .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
      .analyze();
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
    const wide = 'document.documentElement.scrollWidth - document.documentElement.clientWidth';
    expect(await page.evaluate(wide)).toBeLessThanOrEqual(0);
  }
  await page.setViewportSize(desk);
}

const words: Readonly<Record<string, string>> = {
  '名称（中文）': '制造企业',
  '名称（英文）': 'Makers',
  '口径（中文）': '按成立日期计的企业数。',
  '口径（英文）': 'Companies by the day on which they were founded.',
  '单位（中文）': '家',
  '单位（英文）': 'companies',
  负责单位代码: '330281-scjg',
};

const measures = '/console/indicators/measures';

async function fillWords(page: Page, code: string): Promise<void> {
  await page.getByLabel('代码', { exact: true }).fill(code);
  for (const [label, text] of Object.entries(words)) await page.getByLabel(label, { exact: true }).fill(text);
}

test('a measure is defined by its form, with targets, and read in words', async () => {
  const page = await office.newPage();
  await open(page, `${measures}/new`);
  await fillWords(page, 'makers');
  await page.getByLabel('数据来源').selectOption('registers.company');
  await page.getByLabel('按哪个日期归入时期').selectOption('establishedOn');
  await page.getByRole('button', { name: '添加维度' }).click();
  await page.getByLabel('字段（第 1 项）').selectOption('division');
  await page.getByRole('button', { name: '添加目标' }).click();
  await page.getByLabel('时期（第 1 项）').fill('2030');
  await page.getByLabel('数值（第 1 项）').fill('500');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('table', { name: /定义成立/ }).waitFor();
  await isClean(page);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('status').getByRole('link', { name: '查看' }).click();
  await page.getByText('2030 达到 500').waitFor();
  await page.getByText('首次定义').waitFor();
  await isClean(page);
  await page.close();
});

test('a change shows what it changes before it can be saved, and becomes a version', async () => {
  const page = await office.newPage();
  await open(page, `${measures}/makers/change`);
  const save = page.getByRole('button', { name: '保存' });
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole('button', { name: '添加条件（须同时满足）' }).click();
  await page.getByLabel('条件字段（第 1 项）').selectOption('industry');
  await page.getByLabel('怎样（第 1 项）').selectOption('known');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('rowheader', { name: '分子：条件' }).waitFor();
  await page.getByRole('columnheader', { name: '现值' }).waitFor();
  await isClean(page);
  // What was tried is what is saved: another word, and it is tried again.
  await page.getByLabel('单位（中文）').fill('户');
  expect(await save.isDisabled()).toBe(true);
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('rowheader', { name: '单位' }).waitFor();
  await save.click();
  await page.getByRole('status').getByRole('link', { name: '查看' }).click();
  await page.getByText('第 2 版').waitFor();
  await page.close();
});

test('a sum of other measures is defined by its form, and what it is made of cannot be taken away', async () => {
  const page = await office.newPage();
  await open(page, `${measures}/new`);
  await fillWords(page, 'makers-and-all');
  await page.getByLabel('从哪里得来').selectOption('measures');
  await page.getByLabel('指标（第 1 项）').selectOption('makers');
  await page.getByRole('button', { name: /^添加分子/ }).click();
  await page.getByLabel('指标（第 2 项）').selectOption('companies-founded');
  await page.getByLabel('权重（第 2 项）').fill('-1');
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('table', { name: /定义成立/ }).waitFor();
  await isClean(page);
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('status').getByRole('link', { name: '查看' }).click();
  await page.getByText('制造企业 ＋ -1 × 新设企业').waitFor();
  await open(page, `${measures}/makers/retire`);
  await page.getByText('还有指标由它构成').waitFor();
  await isClean(page);
  await page.close();
});

test('what nobody needs is retired with its reason, and can be put into force again', async () => {
  const page = await office.newPage();
  await open(page, `${measures}/makers-and-all/retire`);
  await page.getByLabel('理由').fill('与新设企业重复');
  await isClean(page);
  await page.getByRole('button', { name: '停用指标' }).click();
  await page.getByText('已停用。').waitFor();
  await open(page, `${measures}/makers-and-all`);
  await page.getByText('与新设企业重复').first().waitFor();
  await page.getByRole('link', { name: '重新启用' }).click();
  await page.getByRole('button', { name: '试算' }).click();
  await page.getByRole('table', { name: /定义成立/ }).waitFor();
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('status').getByRole('link', { name: '查看' }).click();
  await page.getByRole('list', { name: '定义沿革' }).getByText('重新启用').waitFor();
  await page.close();
});

test('a measure of the city’s file is changed in the file', async () => {
  const page = await office.newPage();
  for (const what of ['change', 'retire']) {
    await open(page, `${measures}/companies-founded/${what}`);
    await page.getByText('请在那里修改').waitFor();
  }
  await page.close();
});

const frameOf = (kind: string) =>
  `${city.url}/embed/measures/companies-founded?lang=en&kind=${kind}&dimension=industry`;

test('what is open to everybody stands in a page of a listed site, and in no other', async () => {
  const reader = await browser.newContext();
  const page = await reader.newPage();
  const asked = new Set<string>();
  page.on('request', (request) => asked.add(new URL(request.url()).origin));
  const query = new URLSearchParams({ frame: frameOf('bars') });
  await page.goto(`${newsAt('127.0.0.1')}/?${query}`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('rowheader', { name: 'Manufacturing' }).first().waitFor();
  await frame.getByText('As a table').click();
  await frame.getByRole('columnheader', { name: 'Period' }).waitFor();
  expect([...asked].toSorted()).toEqual([city.url, newsAt('127.0.0.1')].toSorted());
  expect(await reader.cookies()).toEqual([]);
  await page.close();
  const elsewhere = await reader.newPage();
  const refused = elsewhere.waitForEvent('requestfailed');
  await elsewhere.goto(`${newsAt('localhost')}/?${query}`);
  expect((await refused).failure()?.errorText).toMatch(/BLOCKED_BY_(CSP|RESPONSE)/);
  for (const kind of ['figure', 'line', 'bars']) {
    const alone = await reader.newPage();
    await open(alone, frameOf(kind));
    await isClean(alone);
    await alone.close();
  }
  await reader.close();
});

test('no page but that one may stand in a page of another site', async () => {
  const headersOf = async (path: string) => (await office.request.get(path)).headers();
  const embedded = await headersOf('/embed/measures/companies-founded');
  expect(embedded['content-security-policy']).toContain(`frame-ancestors 'self' ${newsAt('127.0.0.1')};`);
  expect(embedded['x-frame-options']).toBeUndefined();
  for (const path of [
    '/',
    '/console/',
    '/cockpit/',
    '/embed',
    '/embed/other',
    '/embed/measures/a/b',
    '/sign-in',
  ]) {
    const headers = await headersOf(path);
    expect([path, headers['x-frame-options']]).toEqual([path, 'SAMEORIGIN']);
    expect(headers['content-security-policy'], path).toMatch(/frame-ancestors 'self';/);
  }
});

test('the page of an open measure gives the code to put it elsewhere, and shows how it will look', async () => {
  const page = await office.newPage();
  await open(page, `${measures}/companies-founded`);
  await page.getByLabel('画成').selectOption('line');
  const code = await page.getByLabel('嵌入代码').inputValue();
  expect(code).toContain(`src="${city.url}/embed/measures/companies-founded?kind=line"`);
  await page.frameLocator('iframe').getByRole('heading', { name: '新设企业' }).waitFor();
  await page.getByRole('button', { name: '复制代码' }).click();
  await page.getByText(/^已复制|代码已选中/).waitFor();
  await isClean(page);
  await page.close();
});

test('what is explored by clicking is kept as a report, published, run, and read by a leader', async () => {
  const page = await office.newPage();
  await open(page, '/console/reports/explore');
  await page.getByRole('link', { name: '经济' }).click();
  await page.getByLabel('周期').selectOption('year');
  await page.getByRole('link', { name: '往下看：梨洲街道' }).click();
  await page.getByRole('link', { name: /镇街: 梨洲街道/ }).waitFor();
  await page.getByRole('columnheader', { name: '行业' }).waitFor();
  await page.getByRole('link', { name: '存成报表' }).click();
  await page.getByLabel('代码').fill('lizhou-industries');
  await page.getByLabel('读者').selectOption('government');
  await page.getByRole('button', { name: '保存' }).click();
  await page.getByRole('button', { name: '发布' }).click();
  await page.getByText('已发布。').waitFor();
  await page.getByRole('link', { name: '阅读已发布的' }).click();
  await page.getByRole('button', { name: '出刊' }).click();
  await page.getByRole('status').getByRole('link', { name: '阅读' }).click();
  await page.getByRole('heading', { name: /第 1 期/ }).waitFor();
  const issue = new URL(page.url()).pathname;
  await page.close();

  const size = { width: 1440, height: 900 };
  const leader = await readerOf(browser, { url: city.url, language: 'zh', size, account: 'leader' });
  const read = await leader.newPage();
  await open(read, issue);
  const figure = read.getByRole('row', { name: /^合计/ }).getByRole('link').first();
  await figure.click();
  await read.getByRole('heading', { name: /的行$/ }).waitFor();
  await leader.close();
});
