import { AxeBuilder } from '@axe-core/playwright';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { launchBrowser } from '../setup/chromium.ts';
import { consolePages } from './every-page.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { cockpitPages, portalPages } from './portal-pages.ts';
import { addressOf, goOn, open, readerOf, settled, type Size } from './visit.ts';

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

/** In Chinese, as long as nobody speaks another language in this context. */
const newReader = (account: string | undefined): Promise<BrowserContext> =>
  readerOf(browser, { url: city.url, language: 'zh', size: desk, account });

/** One browser context a person; most pages are looked at by few people. */
function reader(account: string | undefined): Promise<BrowserContext> {
  const known = readers.get(account) ?? newReader(account);
  readers.set(account, known);
  return known;
}

/**
 * The windows of each person that nobody looks through: a window goes from page to page, which is cheaper than a new one
 * for each. Two are looked through at a time, and each has a language of its own.
 */
const idle = new Map<string | undefined, Page[]>();
async function lookThrough(account: string | undefined, look: (page: Page) => Promise<void>): Promise<void> {
  const windows = idle.get(account) ?? [];
  idle.set(account, windows);
  const page = windows.pop() ?? (await (await newReader(account)).newPage());
  await look(page);
  // After a failure the window stands in the middle of something: the next page gets a new one.
  windows.push(page);
}

/**
 * What axe holds against the page as it stands: where, the rule, and the places. A loaded page is given axe once; no page
 * holds frames of other origins, so axe runs within the page itself and needs no second one to put its findings together.
 */
async function faultsOf(page: Page): Promise<string[]> {
  const given = await page.evaluate<boolean>('"axe" in window');
  const { violations } = await new AxeBuilder({ page, ...(given ? { axeSource: ';' } : {}) })
    .setLegacyMode()
    .options({ resultTypes: ['violations'], preload: false })
    .withTags(tags)
    .analyze();
  const where = `${await languageOf(page)} ${page.viewportSize()?.width}`;
  return violations.map(({ id, nodes }) => `${where} ${id}: ${nodes.map(({ html }) => html).join('\n  ')}`);
}

/** The page follows the width as a window that is drawn smaller or larger; nothing may stick out of it sideways. */
async function widthAt(page: Page, size: Size): Promise<string[]> {
  if (page.viewportSize()?.width !== size.width) {
    await page.setViewportSize(size);
    await settled(page);
  }
  const [language, width, beyond] = await page.evaluate<[string, number, number]>(
    `(({ lang, scrollWidth, clientWidth }) => [lang, innerWidth, scrollWidth - clientWidth])(document.documentElement)`,
  );
  return beyond > 0 ? [`${language} ${width} is ${beyond} px too wide`] : [];
}

/** A list with the fewest rows that a page of it takes: the fiftieth row is made as the twentieth is. */
const briefly = (address: string): string =>
  address.startsWith('/console/') && !address.includes('?') ? `${address}?limit=20` : address;

/** On a desk, where the switch of language is in sight; a television has none and is told in its address. */
async function speakTheOther(page: Page): Promise<void> {
  await page.setViewportSize(desk);
  const button = page.getByRole('button', { name: /^(English|中文)$/ }).first();
  if (await button.isVisible()) {
    await button.click();
    return settled(page);
  }
  const address = new URL(page.url());
  address.searchParams.set('lang', (await languageOf(page)) === 'en' ? 'zh' : 'en');
  return open(page, address.href);
}

/** `zh` or `en`, of zh-CN and en. */
const languageOf = (page: Page): Promise<string> =>
  page.evaluate<string>('document.documentElement.lang.slice(0, 2)');

test('every page that a navigation leads to is looked at', async () => {
  // With a query it is the same page.
  const seen = new Set(consolePages.map(({ path }) => path.replace(/\?.*/, '')));
  const forgotten = new Set<string>();
  for (const account of new Set(consolePages.flatMap((each) => each.account ?? []))) {
    const page = await (await reader(account)).newPage();
    await open(page, '/console/identity/sessions');
    const links = page.getByRole('navigation').getByRole('link');
    for (const path of await links.evaluateAll((all) => all.map((link) => link.getAttribute('href'))))
      if (path !== null && !seen.has(path)) forgotten.add(path);
    // It is loaded: the first of this person's pages is looked at through it.
    idle.set(account, [page]);
  }
  expect([...forgotten]).toEqual([]);
});

const noSuchPage = /^(没有这个页面|没有这一页|There is no such page)$/;

/** Both languages at both sizes: what axe may see of a page. */
const looks = [
  { language: 'zh', size: phone },
  { language: 'en', size: desk },
  { language: 'zh', size: desk },
  { language: 'en', size: phone },
] as const;
/** A list and its form often alternate: by fours each begins with another look, so that no kind of page gets but one. */
const lookFor = (at: number) => looks[(at + Math.floor(at / looks.length)) % looks.length];
const everyLook = process.env['YAOJIANG_AXE'] === 'every';

/**
 * Every page is measured in both languages at both sizes: nothing may stick out. Axe takes longer, so it sees each page in
 * one of the four, the next page in the next: pages are made of the same pieces. `YAOJIANG_AXE=every` shows it all four.
 */
test.concurrent.each(
  [...consolePages, ...portalPages, ...cockpitPages].map((seen, at) => ({ ...seen, look: lookFor(at) })),
)('$name is clean in both languages, on a phone and on a desk', (seen) =>
  lookThrough(seen.account, async (page) => {
    const faults: string[] = [];
    let wasDue = false;
    const lookAt = async (size: Size): Promise<void> => {
      faults.push(...(await widthAt(page, size)));
      const isDue = seen.look?.size === size && seen.look.language === (await languageOf(page));
      if (everyLook || isDue) faults.push(...(await faultsOf(page)));
      wasDue ||= isDue;
    };
    // A window stays as wide as the page before left it: widths change twice a page, not four times.
    await goOn(page, briefly(await addressOf(page.context(), seen)));
    const isMissing = noSuchPage.test(await page.getByRole('heading', { level: 1 }).first().innerText());
    expect(isMissing).toBe(seen.name.endsWith('not-found'));
    const before = await languageOf(page);
    await lookAt(phone);
    await lookAt(desk);
    await speakTheOther(page);
    await lookAt(desk);
    await lookAt(phone);
    expect(faults).toEqual([]);
    expect(wasDue, 'axe has seen it').toBe(true);
    expect(await languageOf(page)).not.toBe(before);
  }),
);

test('the keyboard alone: skip link first, search, rows, help', async () => {
  const context = await newReader('data-office');
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
  await context.close();
});

test('the skip link comes first in the portal too, and leads to the content', async () => {
  const context = await newReader(undefined);
  const page = await context.newPage();
  await page.setViewportSize(phone);
  await open(page, '/');
  await page.keyboard.press('Tab');
  expect(await page.locator(':focus').textContent()).toBe('跳到正文');
  await page.keyboard.press('Enter');
  await page.locator('main:focus').waitFor();
  await context.close();
});
