import { sql } from 'kysely';
import { expect, vi } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { fixedClock } from '#kernel/clock';
import { codesModule } from '#platform/base/codes';
import { ledgerModule } from '#platform/base/ledger';
import { relationsModule } from '#platform/base/relations';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { openTestCity, type Asker, type TestCity } from '#testing';
import type { Ask, Standing } from '../contract.ts';
import exchange from '../module.ts';

// For tests only: a city in which one department has data and another asks for them.

/** The system by which the program reads: what is agreed for it stands beside what is agreed for any. */
export const bound = { system: 'client-police' } as const;

export interface TwoSides {
  readonly city: TestCity;
  readonly clock: ReturnType<typeof fixedClock>;
  /** The department that has the data, the one that asks, its program, another department, the data office. */
  readonly provider: Asker;
  readonly consumer: Asker;
  readonly program: Asker;
  readonly stranger: Asker;
  readonly office: Asker;
  deliver(lines: readonly string[], dataset?: keyof typeof headers): Promise<void>;
  ask(change?: Partial<Ask>): Promise<Standing>;
  /** An agreement over `rsj-insured`, decided so; it takes over the one that stands for the same system and purpose. */
  agreed(items: readonly object[], filter?: readonly object[], change?: Partial<Ask>): Promise<string>;
  rows(id: string, query?: string, by?: Asker): ReturnType<Asker['get']>;
}

const headers = {
  'rsj-insured': '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址',
  'scjg-company': '注册号,名称,统一社会信用代码,行业门类,登记状态,成立日期,行政区划代码,住所,法定代表人',
} as const;

/** Invented persons: division 000281, which never was. */
export function insured(number: number, employer = '模拟甲公司', mobile = '15412345678'): string {
  const first = `0002811980010${1 + (number % 9)}${String(number % 1000).padStart(3, '0')}`;
  const id = first + citizenIdCheck(first);
  const birth = `1980/1/${1 + (number % 9)}`;
  const sex = Number(id[16]) % 2 === 1 ? '男' : '女';
  return `${number},试验${number},${id},${sex},${birth},失业保险,2005/3/1,${employer},${mobile},模拟路${number}号`;
}

/** Two firms by turns, for filters. */
export const employerOf = (number: number): string => (number % 2 === 1 ? '模拟甲公司' : '模拟乙公司');

const both = { 'exchange:read': 'department', 'tasks:own': 'department' } as const;
const deskGrants = {
  ...both,
  'exchange:ask': 'department',
  'exchange:decide': 'department',
  'exchange:recall': 'department',
  'exchange:report': 'department',
  'quality:read': 'department',
  'ingestion:collect': 'department',
  'ingestion:read': 'department',
} as const;

const openCity = (
  clock: TwoSides['clock'],
  environment: Readonly<Record<string, string>>,
): Promise<TestCity> =>
  openTestCity({
    modules: [
      codesModule,
      ledgerModule,
      relationsModule,
      catalogueModule,
      ingestionModule,
      qualityModule,
      exchange,
    ],
    clock,
    environment,
  });

const peopleOf = (city: TestCity) => ({
  provider: city.as({ id: 'provider', name: '王供', organisation: '330281-rsj', grants: deskGrants }),
  market: city.as({ id: 'market', organisation: '330281-scjg', grants: deskGrants }),
  consumer: city.as({ id: 'consumer', name: '李用', organisation: '330281-gaj', grants: deskGrants }),
  stranger: city.as({
    id: 'stranger',
    organisation: '330281-wjkj',
    grants: { ...deskGrants, 'exchange:fetch': 'department' },
  }),
  program: city.as({
    id: 'client-police',
    kind: 'client',
    organisation: '330281-gaj',
    grants: { 'exchange:fetch': 'department' },
  }),
  office: city.as({ id: 'office', name: '周审', organisation: '330281-jxj', grants: { '*': 'city' } }),
});

/** A file handed in, collected and checked. */
async function deliver(
  city: TestCity,
  by: Asker,
  dataset: keyof typeof headers,
  lines: readonly string[],
): Promise<void> {
  const text = [headers[dataset], ...lines, ''].join('\n');
  const put = await by.upload(`/api/ingestion/datasets/${dataset}/batches?mode=update`, 'rows.csv', text);
  expect(put.statusCode, put.body).toBe(200);
  const { import: id, mapping } = put.json<{
    import: string;
    mapping: { field: string; header: string | null }[];
  }>();
  const run = await by.post(`/api/ingestion/batches/${id}/run`, {
    mapping: Object.fromEntries(mapping.map(({ field, header }) => [field, header])),
  });
  expect(run.statusCode, run.body).toBe(200);
  await city.finished(run.json<{ job: string }>().job);
  await vi.waitFor(
    async () => {
      const batch = (await by.get(`/api/ingestion/batches/${id}`)).json<{ status: string }>();
      expect(batch.status).toMatch(/^(checked|joined)$/);
    },
    { timeout: 40_000, interval: 100 },
  );
}

const usual: Ask = {
  dataset: 'rsj-insured',
  items: ['insuranceNumber', 'name', 'insuranceKind'],
  purpose: 'verify',
  legalBasis: '《政务数据共享条例》第二十条',
  scenario: '户籍窗口核对参保情况',
  periodFrom: '2026-03-01',
  periodUntil: '2026-12-31',
  frequency: 'on-demand',
  way: 'api',
};

/** The agreement that stands where another one is asked for. */
async function standingFor({ consumer }: Pick<TwoSides, 'consumer'>, { dataset, purpose, system }: Ask) {
  const query = new URLSearchParams({ dataset, state: 'in-force' });
  const { items } = (await consumer.get(`/api/exchange/agreements?${query}`)).json<{
    items: { id: string }[];
  }>();
  for (const { id } of items) {
    const row = (await consumer.get(`/api/exchange/agreements/${id}`)).json<Ask>();
    if (row.purpose === purpose && (row.system ?? undefined) === system) return { renews: id };
  }
  return {};
}

export async function openTwoSides(environment: Readonly<Record<string, string>> = {}): Promise<TwoSides> {
  const clock = fixedClock('2026-03-02T02:00:00Z');
  const city = await openCity(clock, environment);
  await sql`insert into identity.client (id, name, organisation, secret_digest, grants, created_at, created_by)
    values (${bound.system}, '窗口系统', '330281-gaj', 'x', '{exchange:fetch@department}', now(), 'test')`.execute(
    city.platform.services.store.db,
  );
  const people = peopleOf(city);
  const { provider, consumer, office, program, market } = people;
  const ask: TwoSides['ask'] = async (change = {}) => {
    const answer = await consumer.post('/api/exchange/ask', { ...usual, ...change });
    expect(answer.statusCode, answer.body).toBe(200);
    return answer.json();
  };
  return {
    ...people,
    city,
    clock,
    ask,
    deliver: (lines, dataset = 'rsj-insured') =>
      deliver(city, dataset === 'rsj-insured' ? provider : market, dataset, lines),
    async agreed(items, filter = [], change = {}) {
      const names = items.map((item) => (item as { field: string }).field);
      const stands = await standingFor(people, { ...usual, ...change });
      const { number } = await ask({ items: names, ...stands, ...change });
      const path = `/api/exchange/requests/${number}`;
      const checked = await office.post(`${path}/check`, { outcome: 'pass' });
      expect(checked.statusCode, checked.body).toBe(200);
      const decided = await provider.post(`${path}/decide`, { items, filter });
      expect(decided.statusCode, decided.body).toBe(200);
      return decided.json<{ agreement: string }>().agreement;
    },
    rows: (id, query = '', by = program) =>
      by.get(`/exchange/agreements/${id}/rows${query}`, { purpose: 'verify: 窗口核对' }),
  };
}
