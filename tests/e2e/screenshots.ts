// Pictures of every page, to be looked at: `node tests/e2e/screenshots.ts URL FOLDER [name …]`, for a city that runs at
// URL with its demonstration accounts. The folder lies outside the repository.
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { launchBrowser } from '../setup/chromium.ts';
import { consolePages } from './every-page.ts';
import type { SeenPage } from './seen-page.ts';
import { cockpitPages, portalPages } from './portal-pages.ts';
import { addressOf, open, readerOf, type Language, type Size } from './visit.ts';

const phone = { width: 390, height: 844 };
const desk = { width: 1440, height: 900 };
const walls = [
  { width: 1920, height: 1080 },
  { width: 3840, height: 1080 },
];

interface Taking {
  readonly url: string;
  readonly folder: string;
  readonly language: Language;
  readonly size: Size;
}

async function take(
  browser: Browser,
  seen: SeenPage,
  { url, folder, language, size }: Taking,
): Promise<void> {
  const context = await readerOf(browser, { url, language, size, account: seen.account });
  const name = `${seen.name}-${language}-${size.width}x${size.height}.png`;
  try {
    const page = await context.newPage();
    page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
    await open(page, await addressOf(context, seen));
    const wall = size.width > desk.width;
    await page.screenshot({ path: path.join(folder, name), fullPage: !wall });
  } catch (error) {
    console.error(`${name}: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await context.close();
  }
}

const [url, folder, ...names] = process.argv.slice(2);
if (!url || !folder) throw new Error('usage: node tests/e2e/screenshots.ts URL FOLDER [name …]');
await mkdir(folder, { recursive: true });
const wanted = ({ name }: SeenPage) => names.length === 0 || names.includes(name);
const everywhere = [...consolePages, ...portalPages, ...cockpitPages];
const shots = [
  ...[desk, phone].flatMap((size) => everywhere.map((seen) => ({ seen, size }))),
  ...walls.flatMap((size) => cockpitPages.map((seen) => ({ seen, size }))),
].filter(({ seen }) => wanted(seen));
const browser = await launchBrowser();
try {
  for (const language of ['zh', 'en'] as const)
    for (const { seen, size } of shots) await take(browser, seen, { url, folder, language, size });
} finally {
  await browser.close();
}
