import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import type { SeenPage } from './every-page.ts';

export type Language = 'zh' | 'en';
export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Of every demonstration account; it stands on the sign-in page. */
export const password = 'Yaojiang-2017';

/** A browser of its own for one reader: nobody, or a demonstration account that is signed in already. */
export async function readerOf(
  browser: Browser,
  {
    url,
    language,
    size,
    account,
  }: { url: string; language: Language; size: Size; account?: string | undefined },
): Promise<BrowserContext> {
  const context = await browser.newContext({
    baseURL: url,
    viewport: size,
    locale: language === 'zh' ? 'zh-CN' : 'en-GB',
    timezoneId: 'Asia/Shanghai',
    reducedMotion: 'reduce',
  });
  context.setDefaultTimeout(20_000);
  if (account !== undefined) {
    const answer = await context.request.post('/api/identity/session', { data: { account, password } });
    if (!answer.ok()) throw new Error(`${account} cannot sign in: ${await answer.text()}`);
  }
  return context;
}

/** The address of a page, with the key of the first row that this reader sees. */
export async function addressOf(context: BrowserContext, { path, rows }: SeenPage): Promise<string> {
  if (!rows) return path;
  const answer = await context.request.get(rows.from);
  const { items = [] } = (await answer.json()) as { items?: Record<string, unknown>[] };
  const key = items[0]?.[rows.key];
  if (key === undefined) throw new Error(`${rows.from} gives no row to look at`);
  return path.replace('{key}', encodeURIComponent(String(key)));
}

/** What each page has asked for and not yet got. */
const asked = new WeakMap<Page, Set<Request>>();

function askedBy(page: Page): Set<Request> {
  const known = asked.get(page);
  if (known) return known;
  const pending = new Set<Request>();
  asked.set(page, pending);
  page.on('request', (request) => {
    if (request.resourceType() !== 'eventsource') pending.add(request);
  });
  page.on('requestfinished', (request) => pending.delete(request));
  page.on('requestfailed', (request) => pending.delete(request));
  return pending;
}

const twoFrames =
  'new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())))';

/**
 * Waits until nothing has been asked for while the page was drawn twice: what is shown asks by the second drawing, and
 * `networkidle` says the same only after half a second.
 */
async function quiet(page: Page): Promise<void> {
  const pending = askedBy(page);
  const deadline = Date.now() + 20_000;
  for (let still = 0; still < 2; still = pending.size === 0 ? still + 1 : 0) {
    if (Date.now() > deadline)
      throw new Error(`still asked for: ${[...pending].map((each) => each.url()).join(', ')}`);
    await page.evaluate(twoFrames);
  }
}

/** Waits until nothing is on its way any more: no call, no font, no shape of what is to come. */
export async function settled(page: Page): Promise<void> {
  await page.getByRole('main').waitFor();
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  await quiet(page);
  await page.evaluate('document.fonts.ready.then(() => undefined)');
  await page.locator('.skeleton, [aria-busy=true]').first().waitFor({ state: 'detached' });
}

/** Opens an address and waits until it has settled. */
export async function open(page: Page, address: string): Promise<void> {
  askedBy(page);
  await page.goto(address);
  await settled(page);
}

const isConsole = (address: string): boolean =>
  new URL(address, 'http://city').pathname.startsWith('/console/');

/**
 * From a page of the console to another as a link of it would lead there: nothing is loaded again, which takes a third
 * of the time. To anywhere else by its address.
 */
export async function goOn(page: Page, address: string): Promise<void> {
  if (!isConsole(page.url()) || !isConsole(address)) return open(page, address);
  await page.evaluate(
    `history.pushState(null, '', ${JSON.stringify(address)}); dispatchEvent(new PopStateEvent('popstate'))`,
  );
  await settled(page);
}

/** Keeps what every open window shows, and says where. */
export async function picture(browser: Browser, name: string): Promise<void> {
  const pages = browser.contexts().flatMap((context) => context.pages());
  for (const [index, page] of pages.entries()) {
    const path = join(tmpdir(), 'yaojiang-e2e-failed', `${name.slice(0, 40)}-${index}.png`);
    await page.screenshot({ path, timeout: 10_000 }).then(
      () => console.error(`${page.url()} looked like ${path}`),
      () => undefined,
    );
  }
}
