import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page, Request } from 'playwright-core';
import type { SeenPage } from './seen-page.ts';

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

const patience = 20_000;

/**
 * Runs in the page: its heading is there, nothing says that more is to come, its fonts are read, and it was drawn twice
 * since. One call says it all: each way to the browser and back costs more than what it asks.
 */
const drawn = `(async () => {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const ready = () =>
    document.querySelector('main, [role=main]')?.checkVisibility() &&
    [...document.querySelectorAll('h1')].some((heading) => heading.checkVisibility()) &&
    !document.querySelector('.skeleton, [aria-busy=true]');
  for (const end = Date.now() + ${patience}; !ready(); await frame())
    if (Date.now() > end) return document.body.innerText.slice(0, 200) || 'an empty page';
  await document.fonts.ready;
  await frame();
  await frame();
  return ready() ? '' : 'in the making';
})()`;

/** What keeps the page from being done; a page that another one takes the place of is not done either. */
const unfinished = (page: Page): Promise<string> =>
  page.evaluate<string>(drawn).catch((error: Error) => {
    if (/context was destroyed|navigat/i.test(error.message)) return 'left for another';
    throw error;
  });

/**
 * Waits until nothing is on its way any more: no call, no font, no shape of what is to come. What is shown asks by its second
 * drawing; `networkidle` says the same only after half a second.
 */
export async function settled(page: Page): Promise<void> {
  const pending = askedBy(page);
  const deadline = Date.now() + patience;
  for (let still = 0; still < 2;) {
    const why = await unfinished(page);
    still = why === '' && pending.size === 0 ? still + 1 : 0;
    if (Date.now() > deadline)
      throw new Error(
        `${page.url()} is not done (${why}): ${[...pending].map((each) => each.url()).join(', ')}`,
      );
  }
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
