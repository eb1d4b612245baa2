import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { cockpitPages, consolePages, portalPages } from './every-page.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { addressOf, open, readerOf, settled } from './visit.ts';

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22a', 'wcag22aa'];
const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };

let city: LivingCity;
let browser: Browser;
const readers = new Map<string | undefined, Promise<BrowserContext>>();

beforeAll(async () => {
  [city, browser] = await Promise.all([openLivingCity(), launchBrowser()]);
  await city.linkTheCitizen();
});
afterAll(async () => {
  await browser.close();
  await city.close();
});

/** One browser context a person; most pages are looked at by few people. */
function reader(account: string | undefined): Promise<BrowserContext> {
  const known =
    readers.get(account) ?? readerOf(browser, { url: city.url, language: 'zh', size: desk, account });
  readers.set(account, known);
  return known;
}

/** What axe holds against the page as it stands: where, the rule, and the places. */
async function faultsOf(page: Page, where: string): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(tags)
    .analyze();
  return violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
}

/** The page in one language, at both sizes; it follows the width as a window that is drawn smaller. */
async function faultsInSizes(page: Page, language: string): Promise<string[]> {
  await page.setViewportSize(phone);
  await settled(page);
  const small = await faultsOf(page, `${language} ${phone.width}`);
  await page.setViewportSize(desk);
  await settled(page);
  return [...small, ...(await faultsOf(page, `${language} ${desk.width}`))];
}

async function speak(page: Page, language: string): Promise<void> {
  await page.getByRole('button', { name: language, exact: true }).first().click();
  await settled(page);
}

test('every page that a navigation leads to is looked at', async () => {
  const seen = new Set(consolePages.map(({ path }) => path));
  const forgotten = new Set<string>();
  for (const account of new Set(consolePages.flatMap((each) => each.account ?? []))) {
    const page = await (await reader(account)).newPage();
    await open(page, '/console/identity/sessions');
    for (const link of await page.getByRole('navigation').getByRole('link').all()) {
      const path = await link.getAttribute('href');
      if (path !== null && !seen.has(path)) forgotten.add(path);
    }
    await page.close();
  }
  expect([...forgotten]).toEqual([]);
});

test.each([...consolePages, ...portalPages, ...cockpitPages])(
  '$name is clean in both languages, on a phone and on a desk',
  async (seen) => {
    const context = await reader(seen.account);
    const page = await context.newPage();
    try {
      await open(page, await addressOf(context, seen));
      const chinese = await faultsInSizes(page, 'zh');
      await speak(page, 'English');
      const english = await faultsInSizes(page, 'en');
      await speak(page, '中文');
      expect([...chinese, ...english]).toEqual([]);
    } finally {
      await page.close();
    }
  },
);

test('the keyboard alone: skip link first, search, rows, help', async () => {
  const context = await reader('data-office');
  const page = await context.newPage();
  await open(page, '/console/registers/persons');
  const focused = page.locator(':focus');
  await page.keyboard.press('Tab');
  expect(await focused.textContent()).toBe('跳到正文');
  await page.keyboard.press('Enter');
  expect(await focused.getAttribute('id')).toBe('main');

  await page.keyboard.press('/');
  expect(await focused.getAttribute('role')).toBe('combobox');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Escape');
  expect(await page.locator('input:focus').count()).toBe(0);

  await page.keyboard.press('j');
  const first = await focused.textContent();
  await page.keyboard.press('j');
  expect(await focused.textContent()).not.toBe(first);
  await page.keyboard.press('k');
  expect(await focused.textContent()).toBe(first);
  await page.keyboard.press('Enter');
  const pane = page.getByRole('complementary', { name: '所选内容' });
  await pane.waitFor();
  await page.keyboard.press('Escape');
  await pane.waitFor({ state: 'detached' });
  expect(await focused.textContent()).toBe(first);

  await page.keyboard.press('?');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await page.close();
});

test('the skip link comes first in the portal too, and leads to the content', async () => {
  const context = await reader(undefined);
  const page = await context.newPage();
  await page.setViewportSize(phone);
  await open(page, '/');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('跳到正文');
  await page.keyboard.press('Enter');
  await page.locator('main:focus').waitFor();
  await page.close();
});
