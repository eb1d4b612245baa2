import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Asker } from '#testing';
import { kind, sale, Shop, valuesOf } from '../testing/selling.ts';

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
