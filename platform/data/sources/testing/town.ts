import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openTestCity, type Asker, type TestCity } from '#testing';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { ledgerModule } from '#platform/base/ledger';
import { organisationsModule } from '#platform/base/organisations';
import { tasksModule } from '#platform/base/tasks';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import type { LastRun, SourceState } from '../contract.ts';
import sources from '../module.ts';

// For tests only: a city with sources, its people, and how they make, run and look at one.

export const owner = '330281-rsj';
export const dataset = 'rsj-insured';
export const headers = ['个人编号', '姓名', '公民身份号码', '出生日期', '险种', '参保日期'];

export interface Town {
  readonly city: TestCity;
  /** The clerk of the department, of another one, and the data office. */
  readonly clerk: Asker;
  readonly stranger: Asker;
  readonly office: Asker;
  /** Folder of the department below SOURCES_FOLDER's root. */
  readonly root: string;
  make(source: object): Promise<void>;
  run(code: string, body?: object): Promise<LastRun>;
  state(code: string): Promise<SourceState>;
  batches(): Promise<{ id: string; filename: string; rows: number; status: string }[]>;
  close(): Promise<void>;
}

const grants = {
  'sources:read': 'department',
  'sources:write': 'department',
  'sources:run': 'department',
  'catalogue:read': 'city',
  'ingestion:read': 'department',
  'ingestion:collect': 'department',
  'tasks:own': 'department',
  'jobs:own': 'own',
  'organisations:read': 'city',
} as const;

type Batches = { id: string; filename: string; rows: number; status: string }[];

/** All batches, as soon as none is on its way. */
async function settledBatches(clerk: Asker): Promise<Batches> {
  const { items } = (await clerk.get('/api/ingestion/batches')).json<{ items: Batches }>();
  if (items.every(({ status }) => status !== 'collecting')) return items;
  await new Promise((resolve) => setTimeout(resolve, 50));
  return settledBatches(clerk);
}

/**
 * @param inside host:port pairs that sources may ask
 * @param work whether its jobs are worked on here, and not by another process
 */
export async function openTown(
  inside: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
  work = true,
): Promise<Town> {
  const root = await mkdtemp(join(tmpdir(), 'sources-'));
  const city = await openTestCity({
    modules: [
      codesModule,
      organisationsModule,
      identityModule,
      ledgerModule,
      tasksModule,
      catalogueModule,
      ingestionModule,
      sources,
    ],
    work,
    environment: { SOURCES_FOLDER: root, SOURCES_INSIDE: inside.join(','), ...environment },
  });
  const clerk = city.as({ id: 'clerk', organisation: owner, grants });
  const stranger = city.as({ id: 'other', organisation: '330281-gaj', grants });
  const office = city.as({
    id: 'office',
    organisation: '330281-jxj',
    grants: { ...grants, 'sources:read': 'city' },
  });
  const state = async (code: string) =>
    (await clerk.get(`/api/sources/sources/${code}/state`)).json<SourceState>();
  return {
    city,
    clerk,
    stranger,
    office,
    root,
    state,
    make: async (source) => {
      const made = await clerk.post('/api/sources/sources', {
        titleZh: '参保数据源',
        titleEn: 'Insured',
        dataset,
        enabled: true,
        ...source,
      });
      expect(made.statusCode, made.body).toBe(200);
    },
    run: async (code, body = {}) => {
      const started = await clerk.post(`/api/sources/sources/${code}/run`, body);
      expect(started.statusCode, started.body).toBe(200);
      await city.finished(started.json<{ job: string }>().job);
      return (await state(code)).last as LastRun;
    },
    batches: () => settledBatches(clerk),
    close: async () => {
      await city.close();
      await rm(root, { recursive: true, force: true });
    },
  };
}

/** Cells of the dataset's row of a number; nobody has such an identity number. */
export const cellsOf = (number: number): string[] => [
  `N${number}`,
  `试验${number}`,
  `000281198001010${100 + (number % 900)}`,
  '1980-01-01',
  '310',
  '2020-05-01',
];

/** Rows of the dataset as CSV, numbered from `first`. */
export const csvOf = (count: number, first = 1): string =>
  [headers, ...Array.from({ length: count }, (_, at) => cellsOf(first + at))]
    .map((cells) => cells.join(','))
    .join('\r\n');
