import { sql } from 'kysely';
import { fixedClock } from '#kernel/clock';
import { writeParquet } from '#kernel/lake';
import { defineModule } from '#kernel/module';
import { contribute } from '#kernel/point';
import type { LedgerEntry } from '#kernel/ports';
import { mandatePoint, type Mandate, type MandateSource } from '#platform/base/identity';
import { openTestCity, type Asker, type TestCity } from '#testing';
import openData from '../module.ts';

export const clock = fixedClock('2026-11-30T04:00:00Z');

/** What the ledger was told. */
export const told: LedgerEntry[] = [];

/** Who may act for whom, by the id of the account, while a test lets them. */
export const standingMandates = new Map<string, string>();

const mandateTo = (company: string): Mandate => ({
  id: company,
  subject: { kind: 'company', key: company, name: company },
  title: { zh: company, en: company },
  basis: 'test',
});

const testMandates: MandateSource = {
  name: 'test',
  list: async ({ id }) => [standingMandates.get(id)].flatMap((each) => (each ? [mandateTo(each)] : [])),
  agents: async () => [],
  find: async ({ id }, company) => (standingMandates.get(id) === company ? mandateTo(company) : undefined),
};

/** The catalogue lets a dataset be opened in this way. */
export async function setOpen(
  { platform }: TestCity,
  code: string,
  way: 'unconditional' | 'conditional',
): Promise<void> {
  await sql`
    update catalogue.dataset set definition = jsonb_set(definition::jsonb, '{open}', ${JSON.stringify(way)}::jsonb)
    where code = ${code}`.execute(platform.services.store.db);
}

/** Brings the register of restaurants along, which is another domain’s. */
const withRestaurants = defineModule({
  id: 'with-restaurants',
  title: { zh: '测试', en: 'Test' },
  folder: import.meta.dirname,
  dependsOn: ['food-safety'],
  contributes: [contribute(mandatePoint, testMandates)],
  ports: { ledger: async (_db, entry) => void told.push(entry) },
});

export interface Town {
  readonly city: TestCity;
  /** Of the bureau of human resources, whose people are insured. */
  readonly clerk: Asker;
  readonly colleague: Asker;
  readonly office: Asker;
  readonly citizen: Asker;
}

/** A city with the invented restaurants, two clerks, somebody of the data office, a reader. */
export async function openTown(environment: Record<string, string> = {}): Promise<Town> {
  clock.set('2026-11-30T04:00:00Z');
  const city = await openTestCity({
    modules: [withRestaurants, openData],
    clock,
    environment: { SEED_SIZE: 'town', ...environment },
  });
  await setOpen(city, 'rsj-insured', 'unconditional');
  const own = {
    'open-data:read': 'department',
    'open-data:propose': 'department',
    'open-data:grant': 'department',
    'tasks:own': 'department',
  } as const;
  const of = (id: string, organisation: string) => city.as({ id, organisation, grants: own });
  return {
    city,
    clerk: of('clerk', '330281-rsj'),
    colleague: of('inspector', '330281-scjg'),
    office: city.as({
      id: 'office',
      organisation: '330281-jxj',
      grants: {
        'open-data:read': 'city',
        'open-data:propose': 'city',
        'open-data:approve': 'city',
        'tasks:own': 'department',
      },
    }),
    citizen: city.as({
      id: 'citizen',
      kind: 'citizen',
      grants: { 'open-data:speak': 'own', 'open-data:ask': 'own', 'notifications:own': 'own' },
    }),
  };
}

export interface Insured {
  readonly number: string;
  readonly sex: string | null;
  readonly birth: string;
  readonly kind: string | null;
  /** Whose row it is; each row somebody else's when absent. */
  readonly person?: string;
  readonly address?: string;
}

/** Lays rows of insured persons where the check of a delivery lays them. */
export async function deliverInsured(city: TestCity, batch: string, rows: readonly Insured[]): Promise<void> {
  const { lake } = city.platform.services;
  const text = (value: string | null) => (value === null ? 'null' : `'${value}'`);
  const values = rows
    .map(
      ({ number, sex, birth, kind, person = `geheim-${number}`, address = 'geheim' }, row) =>
        `(${[number, sex, birth, kind, person, address].map(text).join(', ')}, ${row})`,
    )
    .join(', ');
  const others = ['name', 'insuredSince', 'employer', 'mobile'];
  const select = `select insuranceNumber, sex, birthDate, insuranceKind, citizenId, address, ${others.map((name) => `'geheim' as "${name}"`).join(', ')},
    _row::bigint as _row, timestamp '2026-11-30 00:00:00' as _at, false as _blocked
    from (values ${values}) as t(insuranceNumber, sex, birthDate, insuranceKind, citizenId, address, _row)`;
  const path = await lake.path('checked', 'rsj-insured', `${batch}.parquet`);
  await lake.session((session) => writeParquet(session, select, path));
}

export const insuredColumns = [
  { field: 'sex', as: 'class', part: 'quasi' },
  { field: 'birthDate', as: 'age-band', part: 'quasi' },
  { field: 'insuranceKind', as: 'keep', part: 'sensitive' },
] as const;

export const proposal = (more: object = {}) => ({
  code: 'insured',
  source: 'rsj-insured',
  title: { zh: '参保人员年龄段', en: 'Insured by age' },
  abstract: { zh: '去标识的参保人员', en: 'Insured persons, de-identified' },
  domain: 'social-security',
  licence: 'cc-by-4.0',
  cycle: 'monthly',
  columns: insuredColumns,
  ...more,
});

export const restaurants = (more: object = {}) =>
  proposal({
    code: 'restaurants',
    source: 'record-food-safety-restaurant',
    title: { zh: '餐饮单位名录', en: 'Restaurants' },
    abstract: { zh: '名称和地址', en: 'Names and addresses' },
    domain: 'consumer-rights',
    cycle: 'daily',
    columns: [
      { field: 'code' },
      { field: 'nameZh' },
      { field: 'address' },
      { field: 'division', as: 'town' },
    ],
    ...more,
  });

/** Proposes, opens and waits until its first version stands. */
export async function openIt(
  { city, office }: Town,
  proposer: Asker,
  body: object & { code?: string },
): Promise<void> {
  const proposed = await proposer.post('/api/open-data/proposals', body);
  if (proposed.statusCode !== 200) throw new Error(proposed.body);
  const { code } = proposed.json<{ code: string }>();
  const approved = await office.post(`/api/open-data/releases/${code}/approve`);
  if (approved.statusCode !== 200) throw new Error(approved.body);
  const deadline = Date.now() + 20_000;
  while ((await city.stranger.get(`/api/open-data/public/resources/${code}`)).statusCode !== 200) {
    if (Date.now() > deadline) throw new Error(`${code} has no version`);
    await new Promise((next) => setTimeout(next, 30));
  }
}
