import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { fillIn, press } from './fill-in.ts';
import { chooseFile } from './hand-in.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { itemsFile, machineOf, trainingFile } from './sharing-files.ts';
import { open, picture, readerOf } from './visit.ts';

/** Sharing under rules, as its people go through it: published, asked for, given in part, used, seen, questioned, recalled, opened. */
let city: LivingCity;
let browser: Browser;
const contexts = new Map<string, BrowserContext>();
const resource = 'rsj-training';
const health = '330281-wsj';

beforeAll(async () => {
  [city, browser] = await Promise.all([openLivingCity(), launchBrowser()]);
  await city.linkTheCitizen();
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(browser, task.name);
});

/** The window of one person, or of somebody who is not signed in; it stays open through the story. */
async function windowOf(account?: string): Promise<Page> {
  const name = account ?? 'nobody';
  const size = { width: 1440, height: 900 };
  const context =
    contexts.get(name) ?? (await readerOf(browser, { url: city.url, language: 'zh', size, account }));
  contexts.set(name, context);
  return context.pages()[0] ?? context.newPage();
}

/** A person's window with a page open in it. */
async function at(account: string | undefined, address: string): Promise<Page> {
  const page = await windowOf(account);
  await open(page, address);
  return page;
}

/** Goes to the task of this title and on to what it is about. */
async function takeUp(account: string, title: RegExp): Promise<Page> {
  const page = await at(account, '/console/tasks');
  await page.getByRole('main').getByRole('link', { name: title }).first().click();
  await page.getByRole('complementary', { name: '所选内容' }).locator('a.primary').click();
  return page;
}

/** The value beside a name in a list of fields. */
const valueOf = (page: Page, name: string) =>
  page
    .locator('dl > div')
    .filter({ has: page.getByRole('term').getByText(name, { exact: true }) })
    .getByRole('definition')
    .first();

const stands = (page: Page, name: string, value: string) =>
  valueOf(page, name).getByText(value, { exact: true }).waitFor();

test('a department describes a resource with its items, and hands it in', async () => {
  const page = await at('rsj-clerk', '/console/cataloguing/descriptions/new');
  expect(await page.getByLabel('信息资源提供方').inputValue()).toBe('330281-rsj');
  await fillIn(page, {
    资源标识: resource,
    信息资源名称: '职业技能培训学员',
    信息资源摘要: '参加职业技能培训并结业的人员、工种和结业日期。',
    信息资源分类: '部门信息资源',
    主题: '社会保障',
    信息资源格式: '数据库',
    共享类型: '有条件共享',
    共享条件: '为履行职责需要核对培训资格',
    共享方式: '共享平台：接口',
    是否向社会开放: '有条件开放',
    开放条件: '去标识后开放',
    更新周期: '每月',
    归入的基础库: '不入基础库',
    主键信息项: 'number',
  });
  await press(page, '保存');
  await page.getByRole('link', { name: '录入、导入信息项' }).click();
  await page.getByRole('link', { name: '导入', exact: true }).first().click();
  await chooseFile(page, '信息项.csv', itemsFile(resource));
  await press(page, '开始导入');
  await page.getByRole('button', { name: '撤回这次导入' }).waitFor();
  await open(page, `/console/cataloguing/descriptions/${resource}`);
  await press(page, '提交注册');
  await stands(page, '状态', '待注册审核');
});

test('registered and released by the data office, it stands in the catalogue for everybody', async () => {
  const page = await windowOf('rsj-clerk');
  const office = await takeUp('data-office', /审核编目的注册：职业技能培训学员/);
  await press(office, '予以注册');
  await stands(office, '状态', '已注册');
  await open(page, `/console/cataloguing/descriptions/${resource}`);
  await press(page, '申请发布');
  await stands(page, '状态', '待发布审核');
  await press(await takeUp('data-office', /职业技能培训学员/), '发布');
  await stands(office, '状态', '已发布');

  const anybody = await at(undefined, '/catalogue?q=职业技能培训学员');
  await anybody.getByRole('link', { name: '职业技能培训学员' }).first().click();
  await anybody.getByText('结业日期').first().waitFor();
});

test('its rows are handed in and checked by what was described', async () => {
  const page = await at('rsj-clerk', '/console/ingestion/hand-in');
  await page.getByRole('link', { name: '职业技能培训学员' }).click();
  await chooseFile(page, '学员.csv', trainingFile(city.citizen));
  await press(page, '开始汇集');
  await stands(page, '状态', '已检查');
  await stands(page, '合格', '18');
});

let agreement = '';
let machine: ReturnType<typeof machineOf>;

/** The security administrator gives a department's program its credentials. */
async function credentialsFor(organisation: string) {
  const page = await at('administrator', '/console/identity/clients');
  await page.getByText('新建应用凭据').first().click();
  await fillIn(page, {
    名称: '体检资格核对',
    单位: organisation,
    可以做什么: 'exchange:fetch',
    范围: 'department',
  });
  await press(page, '加入');
  await press(page, '新建应用凭据');
  const notice = page.getByRole('status').filter({ hasText: '密钥只显示这一次' });
  await notice.waitFor();
  const [id = '', secret = ''] = await notice.locator('code').allTextContents();
  return { id, secret, organisation };
}

test('another department asks for items; the provider gives some as they are, some veiled, and refuses one with its reason', async () => {
  const credentials = await credentialsFor(health);
  machine = machineOf(city.url, credentials);
  const page = await at('wsj-clerk', `/console/catalogue/entries?q=职业技能培训学员`);
  await page.getByRole('link', { name: '职业技能培训学员' }).first().click();
  await page.getByRole('link', { name: '申请共享' }).first().click();
  for (const item of ['培训编号', '姓名', '公民身份号码', '手机号码', '工种'])
    await page.getByRole('checkbox', { name: item }).check();
  await fillIn(page, {
    用途: '核对身份',
    法律依据: '《政务数据共享条例》第二十条',
    应用场景: '职业健康体检时核对受检人的工种和培训资格，用后即删',
    接入系统: `体检资格核对 (${credentials.id})`,
  });
  await press(page, '提交申请');
  await stands(page, '状态', '待形式审查');

  await press(await takeUp('data-office', /职业技能培训学员/), '通过');
  const head = await takeUp('rsj-head', /职业技能培训学员/);
  await fillIn(head, {
    '姓名：决定': '脱敏后同意',
    '公民身份号码：决定': '以假名同意',
    '手机号码：决定': '不同意',
    '手机号码：不同意的理由': '核对资格用不到手机号码',
  });
  await press(head, '作出决定');
  await press(head, '确定作出决定');
  await stands(head, '状态', '部分同意');

  await open(page, page.url());
  await page.getByRole('row').filter({ hasText: '核对资格用不到手机号码' }).waitFor();
  agreement = (await valueOf(page, '协议').textContent())?.trim() ?? '';
  await valueOf(page, '协议').getByRole('link').click();
  await stands(page, '状态', '有效');
});

const purpose = 'verify: 体检窗口核对';

test('its program reads what was granted and nothing else, signs for it, and both sides see the exchange', async () => {
  expect((await machine.register()).status).toBe(200);
  const answer = await machine.read(agreement, purpose);
  expect(answer.status).toBe(200);
  const { items } = (await answer.json()) as { items: Record<string, string>[] };
  expect(items).toHaveLength(18);
  expect(Object.keys(items[0] ?? {}).toSorted()).toEqual(['citizenId', 'name', 'number', 'trade']);
  expect(JSON.stringify(items)).not.toContain(city.citizen.citizenId);
  expect(JSON.stringify(items)).not.toContain(city.citizen.name);
  const { head } = await machine.proof(answer.headers.get('x-exchange-receipt') ?? '');
  expect((await machine.acknowledge(head)).status).toBe(200);
  const page = await at('rsj-head', `/console/exchange/agreements/${agreement}`);
  const exchanged = page.getByRole('table', { name: '交换记录' }).getByRole('row').nth(1);
  await exchanged.getByText('已签名确认').waitFor();
  expect(await exchanged.getByText('18', { exact: true }).count()).toBe(1);
});

test('the citizen sees who read what of theirs, why and on what ground, asks about it and is answered', async () => {
  const page = await at('citizen', '/my/looks');
  const look = page
    .getByRole('listitem')
    .filter({ hasText: '余姚市卫生和计划生育局' })
    .filter({ hasText: '职业技能培训学员' })
    .first();
  await look.getByText('核对身份：体检窗口核对').waitFor();
  await look.getByText(`共享协议 ${agreement}`).waitFor();
  await look.getByRole('button', { name: '问：为什么？' }).click();
  await look.getByLabel('您想问这个单位什么').fill('我没有去体检，为什么查我的培训记录？');
  await look.getByRole('button', { name: '发出' }).click();
  await look.getByText('单位须在此前答复').waitFor();

  const head = await takeUp('wsj-head', /询问/);
  await head.getByText('我没有去体检').waitFor();
  await head
    .getByRole('textbox', { name: '答复' })
    .fill('体检名单由用人单位报来，读取时一并核对；未体检的记录当日已删除。');
  await press(head, '答复市民');
  await open(page, '/my/looks');
  await look.getByText('未体检的记录当日已删除').waitFor();
});

test('the provider recalls: the next read is refused within a second', async () => {
  expect((await machine.read(agreement, purpose)).status).toBe(200);
  const page = await at('rsj-head', `/console/exchange/agreements/${agreement}`);
  await page.getByLabel('理由').last().fill('超出约定场景读取');
  await press(page, '收回');
  const recalled = page.waitForResponse((response) => response.url().endsWith('/recall'));
  await press(page, '确定收回');
  expect((await recalled).status()).toBe(200);
  const since = performance.now();
  const answer = await machine.read(agreement, purpose);
  expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
    403,
    'exchange.recalled',
  ]);
  expect(performance.now() - since).toBeLessThan(1000);
  await stands(page, '状态', '已收回');
});

test('the safe part is opened; anybody downloads it with its SHA-256, and what is wrong is reported and answered', async () => {
  const clerk = await at('rsj-clerk', '/console/open-data/propose');
  await clerk.getByLabel('来源资源').selectOption(resource);
  expect(await clerk.getByRole('row').filter({ hasText: '公民身份号码' }).getByText('不能开放').count()).toBe(
    1,
  );
  await fillIn(clerk, { '工种: 如何开放': '原值', '结业日期: 如何开放': '到年' });
  await press(clerk, '测量风险');
  await fillIn(clerk, {
    代码: resource,
    名称: '职业技能培训结业人数（模拟）',
    英文名称: 'Finished trainings (simulated)',
    摘要: '按工种和年份，不含身份信息。',
    英文摘要: 'By trade and year, nobody named.',
    领域: '劳动就业',
    更新周期: '每月',
  });
  await press(clerk, '申报');
  await clerk.getByRole('link', { name: '查看申报' }).waitFor();
  const office = await takeUp('data-office', /职业技能培训结业人数/);
  await press(office, '同意开放');
  await press(office, '确定同意开放');
  await stands(office, '状态', '已开放');

  // Its first version is made by a job, which the public does not wait for.
  const page = await windowOf();
  const found = page.getByRole('link', { name: /职业技能培训结业人数/ }).first();
  const isThere = async () => {
    await open(page, '/open-data?q=职业技能培训结业人数');
    return found.count();
  };
  await expect.poll(isThere, { timeout: 60_000 }).toBe(1);
  await found.click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: /^CSV ·/ }).click();
  const bytes = await readFile(await (await download).path());
  const digest = createHash('sha256').update(bytes).digest('hex');
  await page.getByText(digest).first().waitFor();
  expect(bytes.toString('utf8')).not.toMatch(/PX-|模拟学员|000281/);
  expect(bytes.toString('utf8').trim().split('\n')).toHaveLength(19);

  const citizen = await at('citizen', `/open-data/${resource}`);
  await citizen.getByLabel('哪里有错').fill('2026 年的育婴员应为 5 人');
  await press(citizen, '提出纠错');
  await citizen.getByText('待答复').waitFor();
  const asked = await takeUp('rsj-clerk', /职业技能培训结业人数/);
  await asked.getByRole('textbox', { name: '答复' }).fill('核对后是 6 人，有一名学员补考合格。');
  await press(asked, '不属实');
  await open(citizen, `/open-data/${resource}`);
  await citizen.getByText('有一名学员补考合格').waitFor();
});
