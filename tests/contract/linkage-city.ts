import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { system } from '#kernel/actor';
import { handInDelivery, runSimulate, simulatorActor, standingOf } from '#simulator';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';

/** Somebody of the register of whom the story tells. */
export interface Known {
  readonly id: string;
  readonly name: string;
  readonly citizenId: string;
  readonly sex: string;
  readonly birth: string;
  readonly address: string;
}

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

/** What three hundred simulated people's departments hand in, joined. */
async function bringToLife(city: TestCity, folder: string): Promise<void> {
  const simulated = city.platform.contextFor(simulatorActor);
  const manifest = await runSimulate({ size: 'tiny', seed: 37, out: folder });
  for (const round of [1, 2, 3]) {
    const ids: string[] = [];
    for (const delivery of manifest.deliveries.filter((each) => each.round === round))
      ids.push(await handInDelivery(simulated, folder, delivery));
    while (!(await standingOf(simulated, ids, 0)).joined) await new Promise((next) => setTimeout(next, 100));
  }
}

/** A row of an insured person without a number, of what the register knows and what is changed of it. */
export function row(key: string, person: Known, change: Partial<Known & { mobile: string }> = {}): string {
  const { name, citizenId, sex, birth, address, mobile } = {
    ...person,
    citizenId: '',
    mobile: '',
    ...change,
  };
  return `${key},${name},${citizenId},${sex},${birth},失业保险,2020/1/1,模拟丙公司,${mobile},${address}`;
}

/** A small simulated city with the data office, its head, and two clerks of the department whose rows are linked. */
export interface LinkageCity {
  readonly city: TestCity;
  readonly folder: string;
  readonly office: Asker;
  readonly boss: Asker;
  readonly clerk: Asker;
  readonly colleague: Asker;
  readonly health: Asker;
  /** Registered persons whom no other department knows, and nobody else has their birthday. */
  readonly known: readonly Known[];
  deliver(rows: readonly string[]): Promise<void>;
  close(): Promise<void>;
}

export async function openLinkageCity(): Promise<LinkageCity> {
  const folder = await mkdtemp(join(tmpdir(), 'yaojiang-linkage-'));
  const city = await openTestCity({ modules });
  const of = (id: string, organisation: string) => city.as({ id, organisation, grants: clerkGrants });
  const ofOffice = (id: string) => city.as({ id, organisation: '330281-jxj', grants: { '*': 'city' } });
  const clerk = of('clerk', '330281-rsj');
  await bringToLife(city, folder);
  const { rows: known } = await sql<Known>`
    select id, name, citizen_id as "citizenId", sex, birth_date::text as birth, address from registers.person p
    where sources = 1 and mobile is null and address is not null and sex is not null and withdrawn_at is null
      and not exists (select from registers.person o where o.id <> p.id and o.birth_date = p.birth_date)
    order by id`.execute(city.platform.contextFor(system).db);
  return {
    city,
    folder,
    office: ofOffice('office'),
    boss: ofOffice('boss'),
    clerk,
    colleague: of('colleague', '330281-rsj'),
    health: of('health', '330281-wjkj'),
    known,
    async deliver(rows) {
      const bytes = [header, ...rows, ''].join('\n');
      const preview = await handIn(clerk, { dataset: 'rsj-insured', filename: '补报.csv', bytes });
      await throughTheHouse(city, clerk, preview);
    },
    async close() {
      await city.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** What the simulator's social insurance handed in, its mistakes in it, with the numbers taken away. */
export async function withoutNumbers(folder: string): Promise<string[]> {
  const bytes = await readFile(join(folder, 'simulated-rsj-insured.csv'));
  const [, ...lines] = new TextDecoder('gbk').decode(bytes).split('\r\n');
  return lines.flatMap((line) => {
    const [key = '', name = '', , ...rest] = line.split(',');
    return key === '' || line.includes('"') ? [] : [[`Y${key}`, name, '', ...rest].join(',')];
  });
}
