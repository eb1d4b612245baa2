import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { system } from '#kernel/actor';
import type { JobRun } from '#kernel/job';
import type { Comparison } from '#platform/data/linkage/contract';
import { linkNow } from '#platform/data/linkage';
import {
  aboutOfKey,
  handInDelivery,
  readTruthPeople,
  runSimulate,
  simulatorActor,
  standingOf,
} from '#simulator';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';
const base = '/api/linkage';

interface Known {
  readonly id: string;
  readonly name: string;
  readonly citizenId: string;
  readonly sex: string;
  readonly birth: string;
  readonly address: string;
}
interface PairRow {
  readonly id: string;
  readonly dataset: string;
  readonly rowKey: string;
  readonly person: string;
  readonly state: string;
  readonly probability: number;
}

let city: TestCity;
let folder: string;
/** The data office, its head, and two clerks of the department whose rows they are. */
let office: Asker;
let boss: Asker;
let clerk: Asker;
let colleague: Asker;
let health: Asker;
/** Registered persons whom no other department knows: nothing but the population register speaks of them. */
let known: Known[];

const context = () => city.platform.contextFor(system);

const clerkGrants = {
  'linkage:read': 'department',
  'linkage:reveal': 'department',
  'linkage:decide': 'department',
  'catalogue:read': 'city',
  'ingestion:collect': 'department',
  'ingestion:read': 'department',
  'jobs:own': 'own',
  'tasks:own': 'department',
} as const;

async function bringToLife(): Promise<void> {
  const simulated = city.platform.contextFor(simulatorActor);
  const manifest = await runSimulate({ size: 'tiny', seed: 37, out: folder });
  for (const round of [1, 2, 3]) {
    const ids: string[] = [];
    for (const delivery of manifest.deliveries.filter((each) => each.round === round))
      ids.push(await handInDelivery(simulated, folder, delivery));
    while (!(await standingOf(simulated, ids, 0)).joined) await new Promise((next) => setTimeout(next, 100));
  }
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'yaojiang-linkage-'));
  city = await openTestCity({ modules });
  const of = (id: string, organisation: string, grants: object) =>
    city.as({ id, organisation, grants: grants as Record<string, 'city'> });
  office = of('office', '330281-jxj', { '*': 'city' });
  boss = of('boss', '330281-jxj', { '*': 'city' });
  clerk = of('clerk', '330281-rsj', clerkGrants);
  colleague = of('colleague', '330281-rsj', clerkGrants);
  health = of('health', '330281-wjkj', clerkGrants);
  await bringToLife();
  const { rows } = await sql<Known>`
    select id, name, citizen_id as "citizenId", sex, birth_date::text as birth, address from registers.person p
    where sources = 1 and mobile is null and address is not null and sex is not null and withdrawn_at is null
      and not exists (select from registers.person o where o.id <> p.id and o.birth_date = p.birth_date)
    order by id`.execute(context().db);
  known = rows;
}, 240_000);

afterAll(async () => {
  await city?.close();
  await rm(folder, { recursive: true, force: true });
});

const row = (key: string, person: Known, change: Partial<Known & { mobile: string }> = {}): string => {
  const { name, citizenId, sex, birth, address, mobile } = {
    ...person,
    citizenId: '',
    mobile: '',
    ...change,
  };
  return `${key},${name},${citizenId},${sex},${birth},失业保险,2020/1/1,模拟丙公司,${mobile},${address}`;
};

async function deliver(rows: readonly string[]): Promise<void> {
  const bytes = [header, ...rows, ''].join('\n');
  const preview = await handIn(clerk, { dataset: 'rsj-insured', filename: '补报.csv', bytes });
  await throughTheHouse(city, clerk, preview);
}

const ended = async (job: string) => {
  const row = await city.finished(job);
  expect(row, JSON.stringify(row)).toMatchObject({ status: 'done' });
  return row.outcome as { summary: { en: string }; data: Record<string, number> & { before: boolean } };
};
const start = async (path: string, body?: object) => {
  const begun = await office.post(`${base}/${path}`, body);
  expect(begun.statusCode, begun.body).toBe(200);
  return ended(begun.json<{ job: string }>().job);
};

const pairs = async (query = '', asker = office) =>
  (await asker.get(`${base}/pairs?limit=200&${query}`)).json<{ items: PairRow[] }>().items;

test('dev', async () => {
  console.log(await start('trainings', { reason: '首次' }), known.length);
  await boss.post(`${base}/models/v1/decision`, { approve: true, reason: '试用' });
  const [a, b, c, d, e, f, g] = known as [Known, Known, Known, Known, Known, Known, Known];
  const z = { address: '' };
  await deliver([
    row('X1', a, { mobile: '15499990001' }),
    row('X2', b, z),
    row('X3', c, { ...z, name: `${c.name.slice(0, 1)}勇勇` }),
    row('X4', d, { ...z, name: '欧阳某某' }),
    row('X5', e, { ...z, birth: e.birth.replace(/-..$/, '-28') }),
    row('X6', f, { ...z, sex: f.sex === '1' ? '2' : '1' }),
    row('X7', g, { ...z, name: `${g.name.slice(0, 1)}勇勇`, sex: g.sex === '1' ? '2' : '1' }),
    row('X8', g, { address: '某路1号', name: `${g.name.slice(0, 1)}勇` }),
  ]);
  console.log(await start('start'));
  const { rows } = await sql<
    Record<string, unknown>
  >`select row_key, person, state, probability, weight, comparisons from linkage.pair where row_key like 'X%' order by 1`.execute(
    context().db,
  );
  for (const each of rows) console.log(JSON.stringify(each));
});
