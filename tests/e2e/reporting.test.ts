import { AxeBuilder } from '@axe-core/playwright';
import { sql } from 'kysely';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { open, picture, readerOf, type Language } from './visit.ts';

/** Asked once: the agent of a company fills in one sheet for all departments; each department sees its own part. */
let city: LivingCity;
let browser: Browser;

beforeAll(async () => {
  [city, browser] = await Promise.all([openLivingCity(), launchBrowser()]);
});
afterAll(async () => {
  await browser.close();
  await city.close();
});
afterEach(async ({ task }) => {
  if (task.result?.state === 'fail') await picture(browser, task.name);
});

const sizes = { desk: { width: 1440, height: 900 }, phone: { width: 390, height: 844 } };

const reader = (account: string, language: Language, size: keyof typeof sizes): Promise<BrowserContext> =>
  readerOf(browser, { url: city.url, language, size: sizes[size], account });

/** The agent, acting for the first company that has a sheet left. */
async function agentAt(
  language: Language,
  size: keyof typeof sizes,
): Promise<{ page: Page; endsOn: string }> {
  const context = await reader('agent', language, size);
  const { choices } = (await (await context.request.get('/api/identity/acting')).json()) as {
    choices: { id: string }[];
  };
  for (const { id } of choices) {
    await context.request.post('/api/identity/session/acting', { data: { choice: id } });
    const { items } = (await (await context.request.get('/api/reporting/my/sheets')).json()) as {
      items: { endsOn: string; state: string }[];
    };
    const left = items.find(({ state }) => state === 'untouched');
    if (left) return { page: await context.newPage(), endsOn: left.endsOn };
  }
  throw new Error('no company of the agent has anything due');
}

async function isClean(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'])
    .analyze();
  expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  expect(wide).toBeLessThanOrEqual(0);
}

test('one sheet: filled in by what the city knows, completed, handed in once, with a receipt', async () => {
  const { page, endsOn } = await agentAt('zh', 'phone');
  await open(page, '/my/reports');
  await isClean(page);
  await open(page, `/my/reports/${endsOn}`);
  await isClean(page);
  await page.getByRole('button', { name: '用城市已有的数据填写' }).click();
  await page
    .getByText(/来自法人基础库/)
    .first()
    .waitFor();
  await page.getByRole('button', { name: '提交给各部门' }).click();
  await page.getByRole('link', { name: /必填/ }).first().waitFor();
  await isClean(page);
  for (const input of await page.locator('form input[inputmode]').all())
    if ((await input.inputValue()) === '') await input.fill('12');
  for (const input of await page.locator('form .field input:not([inputmode])').all())
    if ((await input.inputValue()) === '') await input.fill('轴承');
  await page.getByRole('button', { name: '提交给各部门' }).click();
  await page.getByText(/回执号 TB-/).waitFor();
  await isClean(page);
});

test('the sheet in English at a desk', async () => {
  const { page, endsOn } = await agentAt('en', 'desk');
  for (const path of ['/my/reports', `/my/reports/${endsOn}`]) {
    await open(page, path);
    await isClean(page);
  }
});

test('a citizen begins a return unasked, has it filled in after consent, takes that back, and hands it in', async () => {
  await city.linkTheCitizen();
  const context = await reader('citizen', 'zh', 'phone');
  const page = await context.newPage();
  await open(page, '/my/reports');
  await isClean(page);
  await page.getByRole('button', { name: /填写“求职意愿登记”/ }).click();
  await page.waitForURL(/my\/reports\/\d{4}-/);
  const name = page.getByLabel(/姓名/);
  await name.waitFor();
  await isClean(page);
  await page.getByRole('button', { name: '用城市已有的数据填写' }).click();
  await page
    .getByText(/来自人口基础库/)
    .first()
    .waitFor();
  expect(await name.inputValue()).not.toBe('');
  await page.getByRole('button', { name: '撤回同意' }).click();
  await page.getByText(/已撤回/).waitFor();
  expect(await name.inputValue()).toBe('');
  await page.getByRole('button', { name: '用城市已有的数据填写' }).click();
  await page.getByRole('button', { name: '撤回同意' }).waitFor();
  await page.getByRole('button', { name: '提交给各部门' }).click();
  await page.getByRole('link', { name: /必填/ }).first().waitFor();
  await isClean(page);
  await page.getByLabel(/希望从事的工作/).fill('模具工');
  await page.getByLabel('是', { exact: true }).check();
  const mobile = page.getByLabel(/联系电话/);
  if ((await mobile.inputValue()) === '') await mobile.fill('15400000000');
  await page.getByRole('button', { name: '提交给各部门' }).click();
  await page.getByText(/回执号 TB-/).waitFor();
  await isClean(page);
});

test('a citizen’s pages in English at a desk', async () => {
  const context = await reader('citizen', 'en', 'desk');
  const page = await context.newPage();
  const { items } = (await (await context.request.get('/api/reporting/my/sheets')).json()) as {
    items: { endsOn: string }[];
  };
  for (const path of ['/my/reports', ...items.map(({ endsOn }) => `/my/reports/${endsOn}`)]) {
    await open(page, path);
    await isClean(page);
  }
});

test('what is not for another is said so, and the way back to oneself leads there', async () => {
  const { page } = await agentAt('en', 'phone');
  await open(page, '/my/consents');
  const told = page.locator('main .invitation');
  await told.getByText(/no part of what you may do for them/).waitFor();
  await isClean(page);
  await told.getByRole('button', { name: 'Act for yourself' }).click();
  await told.waitFor({ state: 'detached' });
});

/** A filing of which it is not known which of two answered, as after a parting; its department says it. */
async function undecided(): Promise<string> {
  const { rows } = await sql<{ id: string }>`
    update reporting.filing f set undecided = (
      select v.id from registers.person_v1 v where v.id <> f.person and v.alive order by v.id limit 1)
    where f.id = (select id from reporting.filing where person is not null and state = 'handed-in' order by id limit 1)
    returning f.id`.execute(city.platform.services.store.db);
  return rows[0]?.id ?? '';
}

test('which of two answered is asked of the department, at a phone, and none of them is put forward', async () => {
  const context = await reader('data-office', 'zh', 'phone');
  const page = await context.newPage();
  await open(page, `/console/reporting/filings/${encodeURIComponent(await undecided())}`);
  const buttons = page.getByRole('button', { name: /^是.+（P\d+）填报的$/ });
  await expect.poll(() => buttons.count()).toBe(2);
  expect(await page.locator('form .button.primary', { hasText: '填报的' }).count()).toBe(0);
  await isClean(page);
  await buttons.first().click();
  await page.getByRole('alertdialog').getByRole('button', { name: /^确定/ }).click();
  await buttons.first().waitFor({ state: 'detached' });
});

test.for(['zh', 'en'] as const)('the console’s pages of returns are clean: %s', async (language) => {
  const context = await reader('data-office', language, 'desk');
  const page = await context.newPage();
  for (const path of [
    '/returns',
    '/returns/jxj-operation-monthly',
    '/known?words=%E7%BB%BC%E5%90%88%E8%83%BD%E8%80%97',
    '/returns/mzj-home-care-needs',
    '/progress',
    '/filings',
    '/questions?standing=repeated',
    // In Chinese it is seen at a phone.
    ...(language === 'en' ? [`/filings/${encodeURIComponent(await undecided())}`] : []),
  ]) {
    await open(page, `/console/reporting${path}`);
    await isClean(page);
  }
});
