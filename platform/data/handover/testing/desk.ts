import { createHash } from 'node:crypto';
import { expect } from 'vitest';
import { system } from '#kernel/actor';
import { readCity } from '#kernel/city';
import { codesModule } from '#platform/base/codes';
import { documentsModule } from '#platform/base/documents';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { openTestCity, type Asker, type TestCity } from '#testing';
import handover from '../module.ts';
import type { Reconciled } from '../contract.ts';

// For tests only: a city with a hand-over desk, its people, and how a slip and its file come to it.

export interface Desk {
  readonly city: TestCity;
  /** Two of the data office, the bureau's own clerk, another bureau's. */
  readonly receiver: Asker;
  readonly decider: Asker;
  readonly bureau: Asker;
  readonly stranger: Asker;
  register(number: string, change?: object): ReturnType<Asker['post']>;
  /** Registers a slip for the text and reads the text in. */
  bring(number: string, text: string, change?: object): Promise<Reconciled>;
  read(number: string): Promise<Record<string, unknown>>;
  tasks(): Promise<{ kind: string; count: number; source: { key: string } }[]>;
  batches(): Promise<{ id: string; filename: string; rows: number; handedInBy: string }[]>;
}

export const digestOf = (text: string): string => createHash('sha256').update(text).digest('hex');

/** Invented persons: division 000281, which never was. */
export const insured = (count: number, first = 1): string =>
  [
    '个人编号,姓名,公民身份号码,出生日期,险种,参保日期',
    ...Array.from(
      { length: count },
      (_, at) => `H${first + at},试验,00028119800101${String(1000 + first + at)},1980-01-01,310,2020-05-01`,
    ),
  ].join('\r\n');

const office = {
  'handover:read': 'city',
  'handover:receive': 'city',
  'handover:decide': 'city',
  'handover:sign': 'city',
  'tasks:own': 'department',
  'catalogue:read': 'city',
  'organisations:read': 'city',
  'ingestion:read': 'city',
} as const;
const ofBureau = { 'handover:read': 'department', 'handover:sign': 'department' } as const;

export async function openDesk(): Promise<Desk> {
  const city = await openTestCity({
    modules: [codesModule, documentsModule, catalogueModule, ingestionModule, handover],
  });
  const context = city.platform.contextFor(system);
  const read = await readCity('cities/yuyao', documentsModule.cityFiles ?? [], []);
  await documentsModule.load?.(read.city, context);
  const receiver = city.as({ id: 'receiver', name: '林收', organisation: '330281-jxj', grants: office });
  const decider = city.as({ id: 'decider', name: '周核', organisation: '330281-jxj', grants: office });
  const bureau = city.as({ id: 'bureau', name: '张送', organisation: '330281-rsj', grants: ofBureau });
  const stranger = city.as({ id: 'stranger', organisation: '330281-gaj', grants: ofBureau });
  const path = '/api/handover/hand-overs';
  const register: Desk['register'] = (number, change = {}) =>
    receiver.post(path, {
      number,
      dataset: 'rsj-insured',
      courier: '张送',
      handedOn: '2026-11-02',
      mediumKind: 'optical-disc',
      mediumNumber: `M-${number}`,
      sealState: 'intact',
      sealNumber: `S-${number}`,
      statedDigest: '0'.repeat(64),
      statedRows: 1,
      purpose: '更新参保登记',
      legalBasis: '《政务数据共享条例》第二十条',
      ...change,
    });
  return {
    city,
    receiver,
    decider,
    bureau,
    stranger,
    register,
    bring: async (number, text, change = {}) => {
      const rows = text.split('\r\n').length - 1;
      const made = await register(number, { statedDigest: digestOf(text), statedRows: rows, ...change });
      expect(made.statusCode, made.body).toBe(200);
      const put = await receiver.upload(`${path}/${number}/file`, `${number}.csv`, text);
      expect(put.statusCode, put.body).toBe(200);
      return put.json<Reconciled>();
    },
    read: async (number) => (await receiver.get(`${path}/${number}`)).json(),
    tasks: async () =>
      (await decider.get('/api/tasks?whose=department')).json<{ items: Awaited<ReturnType<Desk['tasks']>> }>()
        .items,
    batches: async () =>
      (await decider.get('/api/ingestion/batches')).json<{ items: Awaited<ReturnType<Desk['batches']>> }>()
        .items,
  };
}
