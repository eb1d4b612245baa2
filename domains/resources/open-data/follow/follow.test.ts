import { afterAll, beforeAll, expect, test } from 'vitest';
import { clock, openIt, openTown, restaurants, type Town } from '../testing/town.ts';
import { renewRelease } from '../release/versions.ts';
import { atomFeed } from './atom.ts';

let town: Town;
beforeAll(async () => {
  town = await openTown();
  await openIt(town, town.colleague, restaurants({ title: { zh: '餐饮 <&> 名录', en: 'Restaurants' } }));
});
afterAll(() => town.city.close());

const mine = '/api/open-data/my/resources/restaurants';
const feed = (name: string, headers: Record<string, string> = {}) =>
  town.city.stranger.get(`/open-data/feed/${name}`, { headers });
const inbox = async (kind: string) =>
  (await town.citizen.get('/api/notifications/mine'))
    .json<{ items: { kind: string; body: { zh: string } }[] }>()
    .items.filter((each) => each.kind === `open-data.${kind}`);

async function until(what: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!(await what())) {
    if (Date.now() > deadline) throw new Error('it does not come');
    await new Promise((next) => setTimeout(next, 50));
  }
}

test('who follows a resource is told of a correction that holds; everybody reads the answer, nobody the report', async () => {
  expect((await town.city.stranger.post(`${mine}/follow`, { following: true })).statusCode).toBe(401);
  expect(
    (await town.citizen.post('/api/open-data/my/resources/none/follow', { following: true })).statusCode,
  ).toBe(404);
  expect((await town.citizen.post(`${mine}/follow`, { following: true })).json()).toEqual({
    following: true,
  });
  expect((await town.citizen.get(mine)).json()).toMatchObject({ following: true });
  for (const accepted of [false, true]) {
    const words = `第三行的地址写错了，是我家 ${accepted}`;
    const said = (await town.citizen.post(`${mine}/corrections`, { words })).json<{
      corrections: { id: string; state: string }[];
    }>();
    const id = said.corrections.find(({ state }) => state === 'open')?.id;
    const answer = { accepted, words: `已核实 ${accepted}` };
    expect((await town.colleague.post(`/api/open-data/corrections/${id}/answer`, answer)).statusCode).toBe(
      200,
    );
  }
  await until(async () => (await inbox('corrected')).length > 0);
  expect((await inbox('corrected')).map(({ body }) => body.zh.includes('已核实 true'))).toEqual([true]);
  const shown = (await town.city.stranger.get('/api/open-data/public/resources/restaurants')).json();
  expect(shown.corrections.map(({ answer }: { answer: string }) => answer)).toEqual(['已核实 true']);
  const read = (await feed('restaurants.atom')).body;
  expect(read).toContain('已核实 true');
  expect(read).not.toContain('是我家');
});

test('a new version is told once to who follows, and to nobody else', async () => {
  const context = town.office.context();
  clock.advance(60_000);
  expect(await renewRelease(context, 'restaurants')).toBe('unchanged');
  expect(await inbox('new-version')).toHaveLength(0);
  await town.office.post('/api/open-data/releases/restaurants/close', { reason: '换信息项' });
  await openIt(town, town.colleague, restaurants({ columns: [{ field: 'code' }, { field: 'nameZh' }] }));
  await until(async () => (await inbox('new-version')).length > 0);
  expect((await inbox('new-version')).map(({ body }) => body.zh)).toEqual([
    expect.stringContaining('第 2 版'),
  ]);
  expect((await town.citizen.post(`${mine}/follow`, { following: false })).json()).toEqual({
    following: false,
  });
  expect((await town.citizen.get(mine)).json()).toMatchObject({ following: false });
});

test('feeds need no account, say what is simulated, and are known again by their tag', async () => {
  for (const name of ['_all.atom', 'restaurants.atom']) {
    const got = await feed(name);
    expect([got.statusCode, got.headers['content-type']], name).toEqual([
      200,
      'application/atom+xml; charset=utf-8',
    ]);
    expect(got.body).toContain('/open-data/restaurants#v2');
    expect(got.body).toContain('<category term="simulated"/>');
    const again = await feed(name, { 'if-none-match': String(got.headers['etag']) });
    expect([again.statusCode, again.body]).toEqual([304, '']);
  }
  for (const name of ['none.atom', 'restaurants', '.atom', 'restaurants.rss'])
    expect((await feed(name)).statusCode, name).toBe(404);
});

test('whatever a title holds, the feed stays XML', () => {
  const at = {
    origin: 'https://a.example',
    page: (code: string) => `https://a.example/${code}`,
    api: String,
    file: String,
  };
  const title = { zh: 'a & b <c> "d" \u0007', en: ']]>' };
  const written = atomFeed(
    { title, self: 's', page: 'p', author: 'x', since: '2026-01-01T00:00:00.000Z', news: [] },
    at,
  );
  expect(written).toContain('a &amp; b &lt;c&gt; &quot;d&quot;  / ]]&gt;');
  expect(written).not.toContain('\u0007');
});
