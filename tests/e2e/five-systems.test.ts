import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { takePositions } from '#platform/sense/tracks';
import { launchBrowser } from '../setup/chromium.ts';
import { chooseFile } from './hand-in.ts';
import { openLivingCity, type LivingCity } from './living-city.ts';
import { open, picture, readerOf, settled } from './visit.ts';

// One small system of each kind, as its people walk through it: a register, a booking, a grant, a stream, an inspection.

let city: LivingCity;
let browser: Browser;

beforeAll(async () => {
  city = await openLivingCity();
  browser = await launchBrowser();
  await city.linkTheCitizen();
});
afterAll(async () => {
  await browser?.close();
  await city?.close();
});

const desk = { width: 1440, height: 900 };
const patience = { timeout: 10_000 };
const windowOf = async (account: string): Promise<Page> =>
  (await readerOf(browser, { url: city.url, language: 'zh', size: desk, account })).newPage();

/**
 * Does what cannot be taken back by keyboard alone: what will happen is said, the way out has the focus (a key held down does
 * nothing), Enter there and Escape lead back to the button, and only the other one does it.
 */
async function asksOnceMore(page: Page, word: string, will: string): Promise<void> {
  const asked = page.getByRole('alertdialog', { name: `${word}？` });
  const focused = () => page.locator(':focus').textContent();
  await page.getByRole('button', { name: word, exact: true }).first().focus();
  for (const out of ['Enter', 'Escape']) {
    await page.keyboard.press('Enter');
    await asked.getByText(will).waitFor();
    expect(await focused()).toBe('取消');
    await page.keyboard.press(out);
    await asked.waitFor({ state: 'detached' });
    expect(await focused()).toBe(word);
  }
  await page.keyboard.press('Enter');
  await asked.getByRole('button', { name: `确定${word}` }).click();
  await asked.waitFor({ state: 'detached' });
}

/** What the windows show is kept when it goes wrong. */
const pictured = (steps: () => Promise<void>) => () =>
  steps().catch(async (error: unknown) => {
    await picture(browser, expect.getState().currentTestName ?? 'five-systems');
    throw error;
  });

test(
  'a register: towers come in as a file, one row is told what is wrong, the rest is found',
  pictured(async () => {
    const page = await windowOf('data-office');
    await open(page, '/console/networks/towers/import');
    const lines = [
      '站址编码,站名,类型,状态,权属单位,所在区划,位置',
      'E2E-0001,东门试站,落地塔,在用,330281-jxj,330281001,"121.16,30.04"',
      'E2E-0002,西门试站,落地塔,在用,330281-jxj,330281001,"没有坐标"',
    ];
    await chooseFile(page, 'towers.csv', Buffer.from(`${lines.join('\n')}\n`));
    await page.getByRole('button', { name: '开始导入' }).click();
    await page.getByRole('button', { name: '撤回这次导入' }).waitFor();
    await open(page, '/console/networks/towers?q=E2E-000');
    await page.getByText('东门试站').first().waitFor();
    expect(await page.getByText('西门试站').count()).toBe(0);
  }),
);

test(
  'a booking: a time is held, confirmed, stands in the own list and at the desk, and is given back',
  pictured(async () => {
    const page = await windowOf('citizen');
    const { items: services } = (await (await page.request.get('/api/scheduling/services')).json()) as {
      items: { code: string }[];
    };
    const free = async (): Promise<{ service: string; day: string }> => {
      for (const { code: service } of services)
        for (let ahead = 1; ahead < 8; ahead += 1) {
          const day = new Date(Date.now() + (8 + 24 * ahead) * 3_600_000).toISOString().slice(0, 10);
          const answer = await page.request.get(`/api/scheduling/slots?service=${service}&from=${day}`);
          const { items } = (await answer.json()) as { items: { state: string; startsAt: string }[] };
          if (items.some(({ state }) => state === 'free')) return { service, day };
        }
      throw new Error('nothing is free in the coming week');
    };
    const { service, day } = await free();
    await open(page, `/booking?service=${service}&day=${day}`);
    await page.getByRole('button', { name: /占号$/ }).first().click();
    await page.getByRole('button', { name: '确认预约' }).click();
    await page.getByText('已确认').first().waitFor();

    const atDesk = await windowOf('service-desk');
    await open(atDesk, '/console/scheduling/bookings?status=confirmed');
    await atDesk.getByRole('row').nth(1).waitFor();

    await asksOnceMore(page, '取消预约', '这个号立即给下一位');
    await page.getByText('已取消').first().waitFor();
  }),
);

const answerOf = { 改造了什么: '装配线改为自动送料', '申请金额（元）': '50000', 收款账号: '62280000000000' };

/** Chooses the first company whose application may still be taken back, and takes it back. @returns its place in the list */
async function takeBackOne(page: Page): Promise<number> {
  const choices = await page.getByLabel('为谁办理').locator('option').count();
  for (let index = 1; index < choices; index += 1) {
    await page.getByLabel('为谁办理').selectOption({ index });
    await page.getByText(/^您正在代/).waitFor();
    await settled(page);
    const button = page.getByRole('button', { name: '撤回申请' }).first();
    if (!(await button.isVisible())) continue;
    await asksOnceMore(page, '撤回申请', '申请就此结束');
    await page.getByText('已撤回').first().waitFor();
    return index;
  }
  throw new Error('no application can be taken back');
}

test(
  'a grant: taken back and asked for anew; what the city knows is filled in, the officer takes it up',
  pictured(async () => {
    const page = await windowOf('agent');
    await open(page, '/my/grants');
    const company = await takeBackOne(page);
    await open(page, '/grants');
    await page.getByRole('link', { name: /^申请/ }).first().click();
    await settled(page);
    expect(await page.evaluate('document.getElementById("acting").selectedIndex')).toBe(company);
    await page.getByRole('button', { name: '用城市已有的数据填写' }).click();
    await page
      .getByText(/请核对$/)
      .first()
      .waitFor();
    for (let step = 0; step < 8 && !(await page.getByText('提交前请核对').isVisible()); step += 1) {
      const label = (await page.locator('legend strong').innerText()).trim();
      const answer = (answerOf as Record<string, string>)[label];
      if (answer !== undefined) await page.locator('fieldset .input').fill(answer);
      await page.getByRole('button', { name: '保存并继续' }).click();
      await expect
        .poll(async () => (await page.locator('legend strong').allInnerTexts()).join(''), patience)
        .not.toBe(label);
    }
    await page.getByRole('button', { name: '确认提交' }).click();
    const said = await page.getByText(/回执号：/).innerText();
    const receipt = /回执号：(\S+?)。/.exec(said)?.[1] ?? '';
    await open(page, '/my/grants');
    await page.getByText(receipt).first().waitFor();

    const office = await windowOf('grants-officer');
    await open(office, `/console/grants/applications?q=${receipt}`);
    await office.getByText(receipt).first().click();
    const accept = office.getByRole('button', { name: '受理并送评审' });
    await accept.waitFor();
    for (const met of await office.getByLabel('核实符合').all()) await met.check();
    for (const how of await office.getByLabel('怎样核实的').all()) await how.fill('看过原件');
    await accept.click();
    await office.getByRole('complementary', { name: '所选内容' }).getByText('评审中').first().waitFor();
  }),
);

test(
  'a stream: positions make a track that plays, and too fast is a breach with its evidence',
  pictured(async () => {
    const page = await windowOf('data-office');
    const { items } = (await (await page.request.get('/api/tracks/latest?limit=1')).json()) as {
      items: { device: string }[];
    };
    const device = items[0]?.device ?? '';
    const begin = Date.now() - 3_600_000;
    const day = new Date(begin + 8 * 3_600_000).toISOString().slice(0, 10);
    const positions = Array.from({ length: 20 }, (_, at) => ({
      device,
      at: new Date(begin + at * 20_000).toISOString(),
      serial: at,
      longitude: 121.15 + at / 1000,
      latitude: 30.04,
      speed: 95,
      direction: 90,
      altitude: 5,
      alarm: 0,
      simulated: true,
    }));
    await takePositions(city.platform.services, positions);
    await open(page, `/console/tracks/playback?device=${device}&day=${day}`);
    await page.getByRole('button', { name: '播放' }).click();
    await page.getByRole('button', { name: '停止' }).click();
    await page.getByText('95', { exact: true }).first().waitFor();
  }),
);

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
    items: { id: string; plan: string; object: string; objectName: string }[];
  };
  // The town has plans of its own, which may have drawn the same restaurant for the same inspector.
  const visit = visits.items.find(({ plan }) => plan === 'e2e');
  if (!visit) throw new Error('the inspector was not drawn');

  try {
    await phone.setOffline(true);
    await page.reload();
    await page.getByRole('button', { name: `${visit.objectName} 年度抽查`, exact: true }).click();
    await page.getByText('现在连不上平台').waitFor();
    const met = page.getByRole('radio', { name: '符合', exact: true });
    await met.first().waitFor();
    for (const item of await met.all()) await item.click();
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
  await expect
    .poll(async () => (await read()).photos.map(({ arrived }) => arrived), patience)
    .toEqual([true]);
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
  await expect
    .poll(async () => (await read()).photos.map(({ arrived }) => arrived), patience)
    .toEqual([true]);

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
