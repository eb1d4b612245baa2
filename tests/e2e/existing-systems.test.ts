import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { readConfig } from '#kernel/config';
import { openPlatform, type Platform } from '#kernel/platform';
import { buildServer } from '#kernel/server';
import { ensureDemonstration } from '#platform/base/identity';
import { modules } from '../../apps/server/modules.ts';
import { mountPages } from '../../apps/server/pages.ts';
import { demonstrateStandIns, simulatorActor } from '../../simulator/index.ts';
import { freePort } from '../contract/existing-systems/person.ts';
import { launchBrowser } from '../setup/chromium.ts';
import { createDatabase, dropDatabase } from '../setup/databases.ts';
import { testStore } from '../setup/store.ts';
import { open, readerOf, settled } from './visit.ts';

vi.setConfig({ testTimeout: 120_000 });

const patience = { timeout: 30_000, interval: 500 };

let url: string;
let platform: Platform;
let browser: Browser;
const closing: (() => Promise<unknown>)[] = [];

/** The whole city with its pages, nobody simulated but the accounts to try it, and two systems that were there before. */
beforeAll(async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'yaojiang-e2e-'));
  const port = await freePort();
  url = `http://127.0.0.1:${port}`;
  const environment: Record<string, string> = { YAOJIANG_DATA: folder, PORT: String(port), PUBLIC_URL: url };
  const store = testStore();
  const database = `e2e_${process.pid}_old`;
  if (store.kind === 'server') environment['DATABASE_URL'] = await createDatabase(store.url, database);
  const config = readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', ...environment });
  platform = await openPlatform({ config, modules });
  const server = await buildServer(platform);
  await mountPages(server);
  await server.listen({ host: '127.0.0.1', port });
  await platform.startWork();
  const context = platform.contextFor(simulatorActor);
  await ensureDemonstration(context);
  const systems = await demonstrateStandIns(context);
  browser = await launchBrowser();
  closing.push(
    () => browser.close(),
    ...systems.map((each) => () => each.kill()),
    () => server.close(),
    () => platform.close(),
    async () => (store.kind === 'server' ? dropDatabase(store.url, database) : undefined),
    () => rm(folder, { recursive: true, force: true }),
  );
}, 240_000);
afterAll(async () => {
  for (const close of closing) await close();
});

test('from the menu into the old system, its to-do done in place, and out of both at once', async () => {
  const reader = await readerOf(browser, {
    url,
    language: 'zh',
    size: { width: 1440, height: 900 },
    account: 'data-office',
  });
  const page = await reader.newPage();
  await open(page, '/console/applications/menu');
  await page.getByRole('searchbox', { name: '找应用' }).fill('公文');
  await page.getByRole('link', { name: '公文审批系统（模拟）' }).click();
  await page.getByText('当前用户：yumy').waitFor();
  const old = new URL(page.url()).origin;
  expect(old).not.toBe(url);

  const fetched = await reader.request.post('/api/applications/feeds/moni-gongwen-daiban/pull', {
    headers: { origin: url },
  });
  expect(fetched.ok(), await fetched.text()).toBe(true);
  const task = page.getByText('会签：政务数据共享目录更新通知（模拟）').first();
  const listed = async () => {
    await open(page, '/console/tasks?module=applications');
    return task.count();
  };
  await expect.poll(listed, patience).toBe(1);
  await task.click();
  await page.getByRole('link', { name: '去该系统办理' }).click();
  await page.getByRole('button', { name: '办结' }).click();
  await page.getByText('当前用户：yumy').waitFor();
  await reader.request.post('/api/applications/feeds/moni-gongwen-daiban/pull', { headers: { origin: url } });
  await expect.poll(listed, patience).toBe(0);

  await page.goto(`${url}/console/applications/go?system=moni-xuke`);
  await page.getByText('当前用户：yumy').waitFor();
  const left = await reader.request.delete('/api/identity/session', { headers: { origin: url } });
  expect(left.ok()).toBe(true);
  await expect
    .poll(async () => {
      await page.goto(old);
      await page.waitForLoadState();
      return new URL(page.url()).origin;
    }, patience)
    .toBe(url);
  await reader.close();
});

test('somebody without an account there is told who grants it', async () => {
  const size = { width: 390, height: 844 };
  const reader = await readerOf(browser, { url, language: 'zh', size, account: 'leader' });
  const page = await reader.newPage();
  await open(page, '/console/applications/menu');
  await page.getByText(/尚未开通的系统/).click();
  await page
    .getByText(/数据主管部门（模拟）/)
    .first()
    .waitFor();
  await page.goto(`${url}/console/applications/go?system=moni-gongwen`);
  await page.getByText(/您在“公文审批系统（模拟）”没有账户/).waitFor();
  await settled(page);
  await reader.close();
});
