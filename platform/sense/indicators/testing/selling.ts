import { expect } from 'vitest';
import { system } from '#kernel/actor';
import { fixedClock } from '#kernel/clock';
import { writeRows } from '#kernel/record-server';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { indicatorsModule } from '../index.ts';
import type { MeasureSeries } from '../measures/contract.ts';
import { Sale, shopModule, Site } from './shop.ts';

const text = { zh: '销售', en: 'Sales' };
export const sales = { record: 'test-shop.sale', aggregate: 'count', time: 'soldOn' };
export const base = {
  code: 'sales',
  title: text,
  definition: text,
  unit: { zh: '笔', en: 'sales' },
  numerator: sales,
  grain: 'month',
  direction: 'more',
  owner: '330281-jxj',
};
/** Where a sale was made, and in which town that lies. */
export const joins = [{ as: 'at', record: 'test-shop.site', from: 'site', to: 'code' }];
export const town = { name: 'town', title: text, field: 'at.division', level: 'town' };
export const kind = { name: 'kind', title: { zh: '种类', en: 'Kind' }, field: 'kind' };

interface Sold {
  readonly id: string;
  readonly [field: string]: unknown;
}

export const sale = (id: string, soldOn: string, more: object = {}): Sold => ({
  id,
  site: 's1',
  kind: 'tea',
  soldOn,
  paidAt: null,
  amount: 10,
  returned: false,
  buyer: null,
  buyerSex: null,
  ...more,
});

/** Reads every row of the shop, what is masked in it among them. */
export const everyRow = {
  'test-shop:read': 'city',
  'test-shop:sites': 'city',
  'test-shop:reveal': 'city',
} as const;

/** A city with a shop, an office that defines measures of it, and a leader who sees figures and no rows. */
export class Shop {
  readonly clock;
  readonly city: TestCity;
  readonly office: Asker;
  readonly leader: Asker;

  private constructor(city: TestCity, clock: ReturnType<typeof fixedClock>) {
    this.city = city;
    this.clock = clock;
    const both = {
      'indicators:read': 'city',
      'indicators:define': 'city',
      'indicators:manage': 'city',
    } as const;
    this.office = city.as({ id: 'office', grants: { ...both, ...everyRow } });
    this.leader = city.as({ id: 'leader', grants: { 'indicators:read': 'city' } });
  }

  static async open(now: string): Promise<Shop> {
    const clock = fixedClock(now);
    const shop = new Shop(await openTestCity({ modules: [indicatorsModule, shopModule], clock }), clock);
    const context = shop.city.platform.contextFor(system);
    const sites = [
      { code: 's1', division: '330281001001' },
      { code: 's2', division: '330281002001' },
    ];
    await context.transaction((tx) => writeRows(context, tx, Site, sites, { source: 'test' }));
    return shop;
  }

  async write(source: string, rows: readonly Sold[]): Promise<void> {
    const context = this.city.platform.contextFor(system);
    await context.transaction((tx) => writeRows(context, tx, Sale, rows, { source }));
  }

  define(more: object, by = this.office) {
    const body = { ...base, ...more };
    return by.put(`/api/indicators/measures/${body.code}`, body);
  }

  async series(code: string, query = '', by = this.leader): Promise<MeasureSeries> {
    const answer = await by.get(`/api/indicators/measures/${code}/series?${query}`);
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json<MeasureSeries>();
  }

  /** The series, as soon as it is so. */
  async until(code: string, query: string, so: (found: MeasureSeries) => boolean): Promise<MeasureSeries> {
    const deadline = Date.now() + 15_000;
    for (;;) {
      const found = await this.series(code, query);
      if (so(found)) return found;
      if (Date.now() > deadline) throw new Error(`${code} stays ${JSON.stringify(found.lines)}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** The series once it has been reckoned. */
  built(code: string): Promise<MeasureSeries> {
    return this.until(code, '', ({ refreshedAt }) => refreshedAt !== null);
  }
}

export const valuesOf = ({ lines }: MeasureSeries, line = 0) =>
  lines[line]?.points.map(({ period, value }) => [period, value]);
