import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { goOn, open, picture, readerOf } from './visit.ts';

/** What a page must not do to whoever works with it: act for another row, lose what was typed, stay silent. */
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

async function pageOf(account: string): Promise<Page> {
  const size = { width: 1440, height: 900 };
  const context = await readerOf(browser, { url: city.url, language: 'zh', size, account });
  return context.newPage();
}

test('a purpose that was stated for one person opens nobody else', async () => {
  const page = await pageOf('data-office');
  const answer = await page.context().request.get('/api/registers/persons?limit=2');
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const [first = '', second = ''] = items.map(({ id }) => id);
  await open(page, `/console/registers/persons/${first}`);
  const shown = page.getByText(/用途“核对社保关系”已记入台账/);
  await page.getByRole('button', { name: '查看原文' }).click();
  await page.getByLabel('为什么要看？').fill('核对社保关系');
  await page.keyboard.press('Enter');
  await shown.waitFor();
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await goOn(page, `/console/registers/persons/${second}`);
  await page.getByRole('button', { name: '查看原文' }).waitFor();
  expect(await shown.count()).toBe(0);
  expect(asked.filter((url) => url.includes(`/persons/${second}`)).length).toBeGreaterThan(0);
  expect(asked.filter((url) => url.includes('reveal'))).toEqual([]);
});

test('a page of a person is one look, and what is shown for a purpose is not looked at again by itself', async () => {
  const page = await pageOf('data-office');
  const answer = await page.context().request.get('/api/registers/persons?limit=3');
  const { items } = (await answer.json()) as { items: { id: string }[] };
  const id = items[2]?.id ?? '';
  const asked: string[] = [];
  const isLook = (url: string) => new URL(url).pathname === `/api/registers/persons/${id}`;
  page.on('request', (request) => {
    if (isLook(request.url())) asked.push(request.url());
  });
  await open(page, `/console/registers/persons/${id}`);
  await expect.poll(() => page.title()).toContain('*');
  expect(asked).toHaveLength(1);
});

test('the console keeps what was typed while the platform does not answer', async () => {
  const page = await pageOf('administrator');
  await page.clock.install();
  await open(page, '/console/identity/clients');
  await page.getByText('新建应用凭据').first().click();
  await page.getByLabel('名称').fill('写了一半');
  let refused = 0;
  await page.route('**/api/identity/session', (route) => {
    refused++;
    return route.fulfill({ status: 429, contentType: 'application/problem+json', body: '{}' });
  });
  await page.clock.fastForward('02:00');
  await page.evaluate(`dispatchEvent(new Event('visibilitychange'))`);
  await expect.poll(() => refused, { timeout: 10_000 }).toBeGreaterThan(0);
  await page.clock.runFor(5000);
  expect(await page.getByLabel('名称').inputValue()).toBe('写了一半');
});

test('whoever cannot be signed out is told', async () => {
  const page = await pageOf('data-office');
  await open(page, '/console/tasks');
  await page.route('**/api/identity/session', (route) =>
    route.request().method() === 'DELETE' ? route.abort() : route.continue(),
  );
  await page.getByRole('button', { name: /^账户：/ }).click();
  await page.getByRole('button', { name: '退出' }).click();
  await page.getByRole('alert').filter({ hasText: '您还没有退出' }).waitFor();
});

test('many rows: what is about to be done is forgotten when other rows are chosen', async () => {
  const page = await pageOf('data-office');
  await open(page, '/console/quality/findings');
  const boxes = page.getByRole('row').getByRole('checkbox', { name: /^选/ });
  await boxes.nth(1).check();
  await boxes.nth(2).check();
  await page.getByRole('button', { name: '豁免（认可异议）' }).click();
  const confirm = page.getByRole('button', { name: /^确认：/ });
  await confirm.waitFor();
  await boxes.nth(2).uncheck();
  await page.getByText('已选 1 条').waitFor();
  expect(await confirm.count()).toBe(0);
});

test('a form of the portal: what was refused can be typed anew, and no file is lost', async () => {
  await city.linkTheCitizen();
  const page = await pageOf('citizen');
  await open(page, '/forms/data-correction');
  const next = page.getByRole('button', { name: '保存并继续' });
  await next.click();
  await page.getByRole('alert').waitFor();
  const name = page.getByLabel('您的姓名');
  await name.pressSequentially('模拟王小明', { delay: 100 });
  expect(await name.inputValue()).toBe('模拟王小明');
  await next.click();
  await page.getByLabel('手机号码').fill('15412345670');
  await next.click();
  await page.getByLabel('其他').check();
  await next.click();
  await page.getByLabel('请写明是哪一项').fill('学历');
  await next.click();
  await page.getByLabel('正确的内容').fill('本科');
  await next.click();

  // A day that is none is said, never passed over.
  const since = page.getByLabel('从哪一天起是这样');
  await since.fill('2026-13-02');
  await since.press('Enter');
  await page.getByRole('alert').filter({ hasText: '没有这一天' }).waitFor();
  expect(await since.inputValue()).toBe('2026-13-02');
  await since.fill('2026-01-02');
  await next.click();
  await page.getByLabel('说明').fill('毕业证书');
  await next.click();

  const file = page.locator('input[type=file]');
  await file.waitFor();
  let held = 0;
  await page.route('**/api/documents/**', async (route) => {
    // The first takes longer than the second.
    const wait = held++ === 0 ? 1500 : 0;
    await new Promise((resolve) => setTimeout(resolve, wait));
    await route.continue();
  });
  const picture = (title: string) => ({
    name: title,
    mimeType: 'application/pdf',
    buffer: Buffer.from('%PDF-1.4\n%%EOF\n'),
  });
  await file.setInputFiles(picture('一.pdf'));
  expect(await next.isDisabled()).toBe(true);
  await page.getByText('已上传 1 个文件').waitFor();
  await file.setInputFiles(picture('二.pdf'));
  await page.getByText('已上传 2 个文件').waitFor();
  await page.getByRole('button', { name: /^去掉/ }).first().click();
  await page.getByText('已上传 1 个文件').waitFor();

  // What is sent can be had again: before it is saved, and with the draft.
  const had = async (title: string): Promise<[string, number]> => {
    const address = (await page.getByRole('link', { name: title, exact: true }).getAttribute('href')) ?? '';
    return [address.replace(/[^/]+$/, ''), (await page.context().request.get(address)).status()];
  };
  expect(await had('二.pdf')).toEqual(['/api/documents/attachments/', 200]);
  await next.click();
  await page.getByRole('button', { name: /^修改/ }).last().click();
  const [address, status] = await had('文件 1');
  expect(address).toMatch(/^\/api\/forms\/mine\/[^/]+\/attachments\/$/);
  expect(status).toBe(200);
});
