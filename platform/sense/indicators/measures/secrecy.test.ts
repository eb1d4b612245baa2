import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ProblemBody } from '#kernel/problem';
import type { Asker } from '#testing';
import { kind, sale, Shop, valuesOf } from '../testing/selling.ts';
import type { MeasureRows, MeasureVersion, OpenMeasure } from './contract.ts';

let shop: Shop;

beforeAll(async () => {
  shop = await Shop.open('2028-03-15T04:00:00Z');
});
afterAll(() => shop.city.close());

test('small counts are hidden with what would give them away, but not from whoever may read the rows', async () => {
  const people = (id: string, sex: string, goods: string, count: number) =>
    Array.from({ length: count }, (_, index) =>
      sale(`${id}${index}`, '2026-05-05', { buyerSex: sex, kind: goods }),
    );
  await shop.write('people', [
    ...people('ft', 'f', 'tea', 9),
    ...people('mt', 'm', 'tea', 2),
    ...people('fr', 'f', 'rice', 8),
    ...people('mr', 'm', 'rice', 7),
    ...people('fb', 'f', 'bread', 20),
    ...people('mb', 'm', 'bread', 30),
  ]);
  const sex = { name: 'sex', title: { zh: '性别', en: 'Sex' }, field: 'buyerSex' };
  const saved = await shop.define({ code: 'buyers', dimensions: [kind, sex], secrecy: { least: 5 } });
  expect(saved.statusCode, saved.body).toBe(200);
  await shop.until('buyers', '', ({ refreshedAt }) => refreshedAt !== null);
  const table = async (by: Asker) => {
    const shown: Record<string, string | number | null> = {};
    for (const goods of ['tea', 'rice', 'bread'])
      for (const line of (
        await shop.series('buyers', `by=sex&where=kind:${goods}&from=2026-05&to=2026-05`, by)
      ).lines)
        shown[`${goods} ${line.place['sex']}`] =
          line.points[0]?.state === 'hidden' ? 'hidden' : (line.points[0]?.value ?? null);
    return shown;
  };
  const seen = await table(shop.leader);
  expect(seen['tea m']).toBe('hidden');
  // One cell alone could be reckoned from its totals: others are hidden for its sake.
  expect(Object.values(seen).filter((value) => value === 'hidden').length).toBeGreaterThanOrEqual(3);
  expect(valuesOf(await shop.series('buyers', 'from=2026-05&to=2026-05'))).toEqual([['2026-05', 76]]);
  // The year would tell the one month in it that has rows.
  const year = await shop.series('buyers', 'grain=year&where=kind:tea,sex:m&from=2026&to=2026');
  expect(year.lines[0]?.points[0]).toMatchObject({
    state: 'hidden',
    value: null,
    numerator: null,
    rows: null,
    cumulative: null,
  });
  expect((await table(shop.office))['tea m']).toBe(2);
});

const rowsOf = async (query: string, by: Asker): Promise<MeasureRows> => {
  const answer = await by.get(`/api/indicators/measures/buyers/rows?${query}`);
  expect(answer.statusCode, answer.body).toBe(200);
  return answer.json<MeasureRows>();
};

test('a value opens into the rows that count in it, page by page, masked', async () => {
  const keys: string[] = [];
  for (let after: string | null = ''; after !== null;) {
    const page: MeasureRows = await rowsOf(
      `period=2026-05&where=kind:rice&limit=4&after=${after}`,
      shop.office,
    );
    expect(page.counted).toBe(15);
    keys.push(...page.items.map(({ key }) => key));
    after = page.next;
  }
  expect(keys).toHaveLength(15);
  expect(keys).toEqual([...new Set(keys)].toSorted());
  const [row] = (await rowsOf('period=2026-Q2&limit=1', shop.office)).items;
  expect(row?.path).toBe(`/test-shop/sales/${row?.key}`);
  expect(row?.values['kind']).toBeDefined();
  expect(row?.values['buyerSex']).not.toMatch(/^[fm]$/);
});

test('rights go all the way: only rows in scope are listed, and a small count is not told', async () => {
  const grants = {
    'indicators:read': 'city',
    'test-shop:read': 'department',
    'test-shop:reveal': 'department',
  } as const;
  const own = shop.city.as({ id: 'own', organisation: 's1', grants });
  const other = shop.city.as({ id: 'other', organisation: 's2', grants });
  expect((await rowsOf('period=2026-05&where=kind:rice', own)).items).toHaveLength(15);
  expect((await rowsOf('period=2026-05&where=kind:rice', other)).items).toEqual([]);
  expect((await rowsOf('period=2026-05&where=kind:tea,sex:m', other)).counted).toBeNull();
  const leader = await shop.leader.get('/api/indicators/measures/buyers/rows?period=2026-05');
  expect([leader.statusCode, leader.json<ProblemBody>().code]).toEqual([403, 'indicators.may-not-open']);
});

test('what is made of others names those whose rows can be opened', async () => {
  await shop.define({});
  await shop.define({
    code: 'doubled',
    numerator: undefined,
    derived: { numerator: [{ measure: 'sales', times: 2 }] },
  });
  const answer = await shop.office.get('/api/indicators/measures/doubled/rows?period=2026-05');
  expect([answer.statusCode, answer.json<ProblemBody>().code]).toEqual([409, 'indicators.rows-of-derived']);
});

test('CSV and SDMX-JSON give the same values, and hide the same', async () => {
  const query = 'by=sex&where=kind:tea&from=2026-05&to=2026-05';
  const csv = (await shop.leader.get(`/api/indicators/measures/buyers/csv?${query}`)).body;
  expect(csv).toMatch(/^buyers,tea,m,2026-05,,,,,hidden,/m);
  const sdmx = await shop.leader.get(`/api/indicators/measures/buyers/sdmx?${query}`);
  expect(sdmx.headers['content-type']).toContain('sdmx.data+json');
  const message = sdmx.json<{ data: { dataSets: { observations: Record<string, unknown[]> }[] } }>();
  expect(Object.values(message.data.dataSets[0]?.observations ?? {})).toContainEqual([null, 3, 0, 0]);
});

const openAt = (code: string, query = '') => `/api/indicators/open-measures/${code}${query}`;
const askOpen = (code: string, query = '') => shop.city.stranger.get(openAt(code, query));
const refusal = async (code: string, query = '') => {
  const answer = await askOpen(code, query);
  return [answer.statusCode, answer.json<ProblemBody>().code];
};

test('a stranger is told of nothing that its definition does not open, and opening it is a revision', async () => {
  expect(await refusal('buyers')).toEqual([404, 'indicators.not-open']);
  expect(await refusal('no-such')).toEqual([404, 'indicators.not-open']);
  const sex = { name: 'sex', title: { zh: '性别', en: 'Sex' }, field: 'buyerSex' };
  const definition = { code: 'buyers', dimensions: [kind, sex], audience: 'everyone' };
  const low = await shop.define({ ...definition, secrecy: { least: 4 } });
  expect(low.statusCode).toBe(422);
  expect(low.json<ProblemBody>().errors?.map(({ code }) => code)).toEqual(['indicators.audience-least']);
  expect(await refusal('buyers')).toEqual([404, 'indicators.not-open']);
  expect((await shop.define({ ...definition, secrecy: { least: 5 } })).statusCode).toBe(200);
  const { items } = (await shop.leader.get('/api/indicators/measures/buyers/versions')).json<{
    items: MeasureVersion[];
  }>();
  expect(items[0]?.changes.map(({ key, before }) => [key, before])).toEqual([['audience', null]]);
});

test('whoever asks, what is open hides what the least of readers may not see, and says nothing of rows', async () => {
  const query = '?by=sex&where=kind:tea&from=2026-05&to=2026-05';
  const asked = [shop.city.stranger, shop.office].map((by) => by.get(openAt('buyers', query)));
  const [mine, theirs] = await Promise.all(asked);
  expect(mine?.body).toBe(theirs?.body);
  const open = mine!.json<OpenMeasure>();
  const points = open.lines.map(({ place, points: [point] }) => [place['sex'], point?.state, point?.value]);
  expect(points).toContainEqual(['m', 'hidden', null]);
  expect(open).toMatchObject({
    code: 'buyers',
    simulated: false,
    licence: { url: 'https://creativecommons.org/licenses/by/4.0/' },
  });
  expect(open.attribution.en).toMatch(/^Sales, Yuyao Open Data, Creative Commons/);
  expect(mine?.body).not.toMatch(/"(rows|numerator|denominator|cause|owner)"/);
  // Of a period that runs each row would be seen as it comes.
  const now = await askOpen('buyers', '?from=2028-02&to=2028-03');
  expect(now.json<OpenMeasure>().lines[0]?.points.map(({ period }) => period)).toEqual(['2028-02']);
});

test('what is open may be kept, asked for again and read by pages of other sites', async () => {
  const first = await askOpen('buyers');
  expect(first.headers).toMatchObject({
    'cache-control': 'public, max-age=300',
    'access-control-allow-origin': '*',
  });
  const held = { headers: { 'if-none-match': String(first.headers.etag) } };
  for (const form of ['', '/csv', '/sdmx']) {
    const { headers, statusCode } = await askOpen('buyers', form);
    const again = await shop.city.stranger.get(openAt('buyers', form), {
      headers: { 'if-none-match': String(headers.etag) },
    });
    expect([form, statusCode, again.statusCode, again.body]).toEqual([form, 200, 304, '']);
  }
  const other = await shop.city.stranger.get(openAt('buyers', '?grain=year'), held);
  expect(other.statusCode).toBe(200);
  const refused = await askOpen('no-such');
  expect(refused.headers).toMatchObject({
    'cache-control': 'private, no-store',
    'access-control-allow-origin': '*',
  });
  const csv = await askOpen('buyers', '/csv');
  expect(csv.headers.link).toBe('<https://creativecommons.org/licenses/by/4.0/>; rel="license"');
  expect(csv.body.split('\r\n')[0]).not.toMatch(/rows|numerator|revised_by/);
  const sdmx = (await askOpen('buyers', '/sdmx')).body;
  expect(sdmx).toContain('Yuyao Open Data');
  expect(sdmx).toContain('/api/indicators/open-measures/buyers');
});

test('of what is open in total no part is told', async () => {
  expect((await shop.define({ audience: 'total', dimensions: [kind] })).statusCode).toBe(200);
  await shop.built('sales');
  const whole = await askOpen('sales');
  expect(whole.json<OpenMeasure>().dimensions).toEqual([]);
  expect(await refusal('sales', '?by=kind')).toEqual([403, 'indicators.parts-not-open']);
  expect(await refusal('sales', '/csv?where=kind:tea')).toEqual([403, 'indicators.parts-not-open']);
});
