import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { chooseFile, insuredFile, invented, mistyped, readWorkbook, writeWorkbook } from './hand-in.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { password, picture, readerOf } from './visit.ts';
import { goThroughScenes, openEveryNumber } from './wall-steps.ts';

const size = { width: 1440, height: 900 };
const wang = invented('00028119800102001');
const li = invented('00028119750304002');
const sun = invented('00028119690708004');

let city: LivingCity;
let browser: Browser;
let folder: string;
const contexts = new Map<string, BrowserContext>();

beforeAll(async () => {
  [city, browser] = await Promise.all([openLivingCity(['rsj-insured']), launchBrowser()]);
  folder = await mkdtemp(join(tmpdir(), 'yaojiang-story-'));
});
afterAll(async () => {
  await browser.close();
  await city.close();
  await rm(folder, { recursive: true, force: true });
});

/** What stood on the screen when a test failed lies in a folder that is named. */
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(browser, task.name);
});

/** The window of one person, who signs in by hand the first time. */
async function pageOf(account: string): Promise<Page> {
  const known = contexts.get(account);
  if (known) return known.pages()[0] ?? known.newPage();
  const context = await readerOf(browser, { url: city.url, language: 'zh', size });
  contexts.set(account, context);
  const page = await context.newPage();
  await page.goto('/console/');
  await page.getByLabel('账户', { exact: true }).fill(account);
  await page.getByLabel('密码', { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.getByRole('navigation').first().waitFor();
  return page;
}

/** Follows a link of the navigation, and waits until its page stands: the one before can be typed into until then. */
async function go(page: Page, name: string): Promise<void> {
  const link = page.getByRole('navigation').getByRole('link', { name, exact: true });
  await link.click();
  await link.and(page.locator('[aria-current=page]')).waitFor();
}
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name });

/** The value beside a name in a list of fields. */
const valueOf = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByRole('term').getByText(name, { exact: true }) })
    .getByRole('definition')
    .first();

/** Runs the import at hand and waits until its rows are part of the register. */
async function takeIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: '开始汇集' }).click();
  await page
    .getByRole('region', { name: '后台任务' })
    .getByRole('progressbar')
    .or(page.getByRole('region', { name: '后台任务' }).getByText('已完成'))
    .first()
    .waitFor();
  await valueOf(page, '状态').getByText('已并入登记册').waitFor();
}

test('a clerk hands in a GBK file: encoding and columns are found, faults are shown, good rows are taken', async () => {
  const page = await pageOf('rsj-clerk');
  await go(page, '提交数据');
  await page.getByRole('link', { name: '参保人员' }).click();
  await heading(page, '提交：参保人员').waitFor();
  const { citizenId, name } = city.citizen;
  const born = `${citizenId.slice(6, 10)}/${Number(citizenId.slice(10, 12))}/${Number(citizenId.slice(12, 14))}`;
  const file = insuredFile([
    `S9001,${name},${citizenId},,${born},职工基本医疗保险,2015/3/1,模拟甲公司,15412345670,模拟路1号`,
    `S9002,王小明,${wang},男,1980/1/2,职工基本医疗保险,2005/3/1,模拟甲公司,15412345678,模拟路1号`,
    `S9003,李小四,${mistyped(li)},女,1975/3/4,失业保险,2001/1/1,模拟乙公司,15412345679,模拟路2号`,
    `S9004,孙小六,${sun},女,1969/8/7,失业保险,2001/1/1,模拟乙公司,15412345671,模拟路3号`,
  ]);
  await chooseFile(page, '参保.csv', file);
  await page.getByText('参保.csv（csv, gb18030），10 列').waitFor();
  expect(await page.getByLabel(/^公民身份号码/).inputValue()).toBe('身份证号码');
  expect(await page.getByLabel(/^居住地址/).inputValue()).toBe('家庭住址');
  const row = page.getByRole('row').filter({ hasText: '李小四' });
  await row.getByText('身份号码不符合 GB 11643').waitFor();
  await takeIn(page);
  expect(await valueOf(page, '读出').textContent()).toBe('4');
  expect(await valueOf(page, '合格').textContent()).toBe('2');
  expect(await valueOf(page, '退回').textContent()).toBe('2');
  expect(await page.getByText(wang).count()).toBe(0);
  await page.getByRole('link', { name: '看退回的问题' }).click();
  await page.getByText('共 2 条').first().waitFor();
});

test('what was returned says why and what may be meant; mended as a workbook it closes with proof, and its task too', async () => {
  const page = await pageOf('rsj-clerk');
  await page.goto('/console/tasks');
  await page.getByRole('link', { name: /参保人员：2 个问题待改/ }).click();
  await page.getByRole('link', { name: '去办理' }).click();
  await heading(page, '问题数据').waitFor();
  await page.getByRole('link', { name: '公民身份号码有效' }).click();
  const pane = page.getByRole('complementary', { name: '所选内容' });
  await pane
    .getByText(/不符合 GB 11643/)
    .first()
    .waitFor();

  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: '下载待改的行' }).click();
  const saved = join(folder, 'mend.xlsx');
  await (await download).saveAs(saved);
  const sheet = await readWorkbook(saved);
  const at = (column: string) => sheet.columns.indexOf(column);
  expect(sheet.rows.map((cells) => cells[at('个人编号')]).toSorted()).toEqual(['S9003', 'S9004']);
  for (const cells of sheet.rows) {
    expect(cells[at('问题')]).not.toBe('');
    if (cells[at('个人编号')] === 'S9003') cells[at('公民身份号码')] = li;
    else cells[at('出生日期')] = '1969-07-08';
  }
  await page.getByRole('link', { name: '上传改好的表' }).click();
  await chooseFile(page, '改好.xlsx', await writeWorkbook(sheet));
  await takeIn(page);
  expect(await valueOf(page, '合格').textContent()).toBe('2');

  await page.goto('/console/quality/findings?dataset=rsj-insured&status=closed');
  await page.getByRole('link', { name: '公民身份号码有效' }).click();
  await pane.getByText(/批次 B[0-9a-f]+ 第 \d+ 行已通过/).waitFor();
  await page.goto('/console/tasks');
  await page.getByText('没有待办任务').waitFor();
});

test('one person, fed by several departments; masked until a purpose is stated, which the ledger keeps', async () => {
  const page = await pageOf('data-office');
  await go(page, '人口');
  await page.getByRole('searchbox').fill(city.citizen.citizenId);
  await page.keyboard.press('Enter');
  // The list still shows everybody until the answer is back.
  await expect.poll(() => page.getByRole('link', { name: /^P\d+/ }).count(), { timeout: 10_000 }).toBe(1);
  await page.getByRole('link', { name: /^P\d+/ }).click();
  await page.getByRole('link', { name: '打开整页' }).click();
  await heading(page, /\*/).waitFor();
  const { citizenId } = city.citizen;
  await page.getByRole('heading', { name: '每一项的出处' }).waitFor();
  expect(await valueOf(page, '来源数').textContent()).toBe('3');
  expect(await page.getByText(citizenId).count()).toBe(0);
  await page.getByRole('button', { name: '查看原文' }).click();
  await page.getByLabel('为什么要看？').fill('核对社保关系');
  await page.keyboard.press('Enter');
  await page.getByRole('cell', { name: citizenId }).waitFor();

  const audit = await pageOf('auditor');
  await go(audit, '审计账本');
  await audit
    .getByRole('row')
    .filter({ hasText: '核对社保关系' })
    .filter({ hasText: '余姚市经济和信息化局' })
    .first()
    .waitFor();
});

test('the catalogue tells what there is; another program fetches it masked, in its own name, or not at all', async () => {
  const page = await pageOf('data-office');
  await page.goto('/console/catalogue/entries/rsj-insured');
  await heading(page, '参保人员').waitFor();
  await expect.poll(() => valueOf(page, '行数').textContent(), { timeout: 20_000 }).toBe('4');
  await expect.poll(() => valueOf(page, '合格率 %').textContent(), { timeout: 20_000 }).toBe('100');
  await valueOf(page, '最近更新')
    .getByText(/\d{4}-\d\d-\d\d/)
    .waitFor();
  await page.getByText('公民身份号码').first().waitFor();

  const administrator = await pageOf('administrator');
  await go(administrator, '应用凭据');
  await administrator.getByText('新建应用凭据').first().click();
  await administrator.getByLabel('名称').fill('城管核查');
  await administrator.getByLabel('单位').fill('330281-rsj');
  await administrator.getByLabel('可以做什么').selectOption('registers:read');
  await administrator.getByLabel('范围').selectOption('city');
  await administrator.getByRole('button', { name: '加入' }).click();
  await administrator.getByRole('button', { name: '新建应用凭据' }).click();
  const notice = administrator.getByRole('status').filter({ hasText: '密钥只显示这一次' });
  await notice.waitFor();
  const [id = '', secret = ''] = await notice.locator('code').allTextContents();

  const persons = `${city.url}/api/registers/persons?limit=5`;
  const authorization = `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`;
  const answer = await fetch(persons, {
    headers: { authorization, 'x-purpose': encodeURIComponent('核查申报') },
  });
  expect(answer.status).toBe(200);
  const { items } = (await answer.json()) as { items: { citizenId: string; meta: { masked: string[] } }[] };
  expect(items.length).toBeGreaterThan(0);
  for (const { citizenId, meta } of items) {
    expect(citizenId).toMatch(/^\d{6}\*{8}\d{3}[\dX]$/);
    expect(meta.masked).toContain('name');
  }
  expect(await (await fetch(persons)).json()).toMatchObject({ status: 401, code: 'identity.sign-in-needed' });
  const wrong = `Basic ${Buffer.from(`${id}:not-the-secret`).toString('base64')}`;
  expect((await fetch(persons, { headers: { authorization: wrong } })).status).toBe(401);
  expect((await fetch(`${persons}&reveal=yes`, { headers: { authorization } })).status).toBe(403);

  const audit = await pageOf('auditor');
  await audit.goto('/console/ledger/entries');
  await audit.getByRole('row').filter({ hasText: '核查申报' }).filter({ hasText: '应用' }).first().waitFor();
});

test('the leader sees the numbers with their time, follows one down to its rows, and the plan beside them', async () => {
  const page = await pageOf('leader');
  await page.goto('/cockpit/');
  await page.getByText(/数据截至 \d\d:\d\d:\d\d/).waitFor();
  const open = page.getByTitle(/^尚未改正的问题/).first();
  const shown = /[\d,]+/.exec((await open.textContent()) ?? '')?.[0] ?? '';
  expect(Number(shown.replaceAll(',', ''))).toBeGreaterThan(0);
  await page.getByText(/共 \d+ 项目标、\d+ 个基数/).waitFor();
  await page.getByText('规划未给基数').first().waitFor();
  await open.click();
  await heading(page, '问题数据').waitFor();
  await page.getByText(`共 ${shown} 条`).first().waitFor();
});

test('the leader goes from scene to scene by key, looks back, and every number opens to just as many rows', async () => {
  const page = await pageOf('leader');
  await goThroughScenes(page);
  await openEveryNumber(page);
});

test('a citizen sees what the city has on them, where it came from, and who looked', async () => {
  await city.linkTheCitizen();
  const context = await readerOf(browser, { url: city.url, language: 'zh', size });
  const page = await context.newPage();
  await page.goto('/my/data');
  await page.getByRole('link', { name: '登录' }).last().click();
  await page.getByRole('button', { name: '以虚构市民的身份进入' }).click();
  await heading(page, '城市记录的我').waitFor();
  await page.getByText(city.citizen.citizenId).waitFor();
  for (const resource of ['户籍人口', '居民健康档案（基本信息）'])
    await page.getByRole('link', { name: resource }).first().waitFor();
  await page.getByRole('link', { name: '谁看过我的数据' }).last().click();
  await page
    .getByRole('listitem')
    .filter({ hasText: '余姚市经济和信息化局' })
    .filter({ hasText: '核对社保关系' })
    .first()
    .waitFor();
  await page.getByRole('button', { name: 'English' }).click();
  await heading(page, 'Who looked at my data').waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('en');
});

test.each([
  {
    app: 'console',
    address: '/console/quality/rules',
    account: 'data-office',
    zh: '生效的检查规则',
    en: 'Rules in force',
  },
  {
    app: 'cockpit',
    address: '/cockpit/',
    account: 'leader',
    zh: '问题数据闭环',
    en: 'Findings, and their mending',
  },
])('the $app speaks the other language at once, and remembers it', async ({ address, account, zh, en }) => {
  const page = await pageOf(account);
  const stands = (words: string) => page.getByRole('heading', { name: words, exact: true }).waitFor();
  await page.goto(address);
  await stands(zh);
  await page.getByRole('button', { name: 'English' }).click();
  await stands(en);
  await page.reload();
  await stands(en);
  await page.getByRole('button', { name: '中文' }).click();
  await stands(zh);
});
