import { citizenIdCheck } from '#engines/identifiers';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { modules } from '../../apps/server/modules.ts';
import { handIn, throughTheHouse } from './deliveries.ts';

export const dataset = 'rsj-insured';
export const header = '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址';

/** Invented numbers: division 000281, which never was. */
const number = (day: string, sequence: string): string => {
  const first17 = `000281${day}${sequence}`;
  return first17 + citizenIdCheck(first17);
};
export const ids = [number('19800102', '001'), number('19910606', '003'), number('19850505', '005')];
const births = ['1980/1/2', '1991/6/6', '1985/5/5'];
const names = ['王一', '李二', '赵三'];

/** A line of one of three people. */
export const row = (at: number, since: string, employer: string, key = `20${at}`): string =>
  [
    key,
    names[at],
    ids[at],
    '男性',
    births[at],
    '失业保险',
    since,
    employer,
    `1541234567${at}`,
    '模拟路1号',
  ].join(',');

export type Row = Record<string, unknown>;

export interface Story {
  readonly city: TestCity;
  readonly clerk: Asker;
  readonly police: Asker;
  readonly office: Asker;
  /** Days that have passed since the story began. */
  readonly time: { days: number };
  now(): Date;
  deliver(...rows: readonly string[]): Promise<Row>;
  findings(rule: string, status: string): Promise<Row[]>;
}

/** The city with a clerk who hands in insured persons, another department, and the data office. */
export async function openStory(): Promise<Story> {
  const time = { days: 0 };
  const now = () => new Date(Date.now() + time.days * 86_400_000);
  const city = await openTestCity({ modules, clock: { now } });
  const grants = {
    'catalogue:read': 'city',
    'ingestion:collect': 'department',
    'ingestion:read': 'department',
    'quality:read': 'department',
    'quality:mend': 'department',
    'jobs:own': 'own',
    'tasks:own': 'department',
  } as const;
  const clerk = city.as({ id: 'clerk', organisation: '330281-rsj', grants });
  const police = city.as({ id: 'police', organisation: '330281-gaj', grants });
  const office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  let delivery = 0;
  return {
    city,
    clerk,
    police,
    office,
    time,
    now,
    async deliver(...rows) {
      delivery += 1;
      const bytes = `${[header, ...rows].join('\n')}\n`;
      return throughTheHouse(
        city,
        clerk,
        await handIn(clerk, { dataset, filename: `${delivery}.csv`, bytes }),
      );
    },
    async findings(rule, status) {
      const answer = await office.get(`/api/quality/findings?rule=${rule}&status=${status}`);
      return answer.json<{ items: Row[] }>().items;
    },
  };
}
