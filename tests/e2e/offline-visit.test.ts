import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, BrowserContext } from 'playwright-core';
import { launchBrowser } from '../setup/chromium.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { open, picture, readerOf } from './visit.ts';

let city: LivingCity;
let browser: Browser;

beforeAll(async () => {
  city = await openLivingCity();
  browser = await launchBrowser();
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const reader = (account?: string) =>
  readerOf(browser, { url: city.url, language: 'zh', size: { width: 390, height: 844 }, account });

async function ask(context: BrowserContext, path: string, data: object) {
  const answer = await context.request.post(`/api/inspections/${path}`, {
    data,
    headers: { 'x-requested-with': 'yaojiang' },
  });
  if (!answer.ok()) throw new Error(`${path}: ${await answer.text()}`);
  return answer.json() as Promise<Record<string, unknown>>;
}

const png = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

test('an inspector fills in a visit without network, on a page opened without network; it arrives once', async () => {
  const office = await reader('inspection-office');
  await ask(office, 'plans', { code: 'e2e', title: '年度抽查', kind: 'restaurant', wanted: 6, team: 2 });
  await ask(office, 'plans/e2e/seal', {});
  await ask(await reader('leader'), 'plans/e2e/draw', { word: '当天号码 482' });

  const phone = await reader('inspector');
  const page = await phone.newPage();
  await open(page, '/console/inspections/field');
  await page.getByText('没有网络也能打开和填写').waitFor();
  const visits = (await (await phone.request.get('/api/inspections/my/visits')).json()) as {
    items: { id: string; object: string; objectName: string }[];
  };
  const [visit] = visits.items;
  if (!visit) throw new Error('the inspector was not drawn');

  try {
    await phone.setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: visit.objectName }).click();
    await page.getByText('现在连不上平台').waitFor();
    for (const item of await page.getByRole('radio', { name: '符合', exact: true }).all()) await item.click();
    await page
      .getByLabel('拍照')
      .first()
      .setInputFiles({ name: 'shelf.png', mimeType: 'image/png', buffer: png });
    await page.getByLabel('现场检查完成').click();
    await page.getByText('12 处改动待传送').waitFor();
    // The page dies and is opened again, still without network: all of it is there.
    await page.reload();
    await page.getByText('已填 10 / 10 项').waitFor();
    await phone.setOffline(false);
    await page.getByText('都已传到').waitFor();
  } catch (error) {
    await picture(browser, 'offline-visit');
    throw error;
  }
  const read = async () =>
    (await (await phone.request.get(`/api/inspections/visits/${visit.id}/sheet`)).json()) as {
      edits: { id: string }[];
      photos: { arrived: boolean }[];
    };
  await expect.poll(async () => (await read()).photos.map(({ arrived }) => arrived)).toEqual([true]);
  const { edits } = await read();
  expect(edits).toHaveLength(12);
  expect(new Set(edits.map(({ id }) => id)).size).toBe(12);

  // A photo that the platform does not take is told with what to do, and stands in the way of the conclusion until then.
  await page
    .getByLabel('拍照')
    .first()
    .setInputFiles({ name: 'broken.png', mimeType: 'image/png', buffer: Buffer.from('no picture') });
  await page.getByText('平台没有收下 1 张照片').waitFor();
  await page.getByText('broken.png：').waitFor();
  await expect(ask(phone, `visits/${visit.id}/conclude`, {})).rejects.toThrow('inspections.photos-missing');
  await page.getByRole('button', { name: '从记录里去掉' }).click();
  await page.getByText('都已传到').waitFor();
  await expect.poll(async () => (await read()).photos.map(({ arrived }) => arrived)).toEqual([true]);

  expect(await ask(phone, `visits/${visit.id}/conclude`, {})).toEqual({
    score: 100,
    grade: 'A',
    findings: 0,
  });
  const anyone = await reader();
  const published = await anyone.newPage();
  await open(published, `/restaurants/${visit.object}`);
  await published.getByText('A 级').waitFor();
});
