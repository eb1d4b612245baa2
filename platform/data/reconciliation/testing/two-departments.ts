import { citizenIdCheck } from '#engines/identifiers';
import { system } from '#kernel/actor';
import { codesModule } from '#platform/base/codes';
import { identityModule } from '#platform/base/identity';
import { organisationsModule } from '#platform/base/organisations';
import { relationsModule } from '#platform/base/relations';
import { tasksModule } from '#platform/base/tasks';
import { catalogueModule } from '#platform/data/catalogue';
import { ingestionModule } from '#platform/data/ingestion';
import { qualityModule } from '#platform/data/quality';
import { openTestCity, type Asker, type TestCity } from '#testing';
import module from '../module.ts';

/** Invented numbers: division 000281, which never was; the last character is the right one. */
const number = (first17: string): string => first17 + citizenIdCheck(first17);
export const wang = number('00028119800102001');
export const zhao = number('00028119900505003');
export const li = number('00028119750304002');
export const sun = number('00028119660607008');

const headers = {
  'rsj-insured': '社保编号,姓名,身份证号码,性别,出生日期,险种,参保日期,参保单位,联系电话,现住址',
  'gaj-population': '人员编号,户号,姓名,公民身份号码,性别,出生日期,民族,村（社区）代码,户籍地址',
};

export const insured = (nr: string, name: string, id: string, phone = ''): string =>
  `${nr},${name},${id},男性,${id.slice(6, 10)}/${id.slice(10, 12)}/${id.slice(12, 14)},失业保险,2001/1/1,模拟乙公司,${phone},模拟路2号`;

export const resident = (nr: string, name: string, id: string): string =>
  `${nr},H${nr},${name},${id},1,${id.slice(6, 14)},01,330281001001,模拟路1号`;

export interface TwoDepartments {
  readonly city: TestCity;
  readonly clerk: Asker;
  readonly police: Asker;
  readonly health: Asker;
  readonly office: Asker;
  /** Hands in rows of a dataset and waits until they are checked, and whatever that began is over. */
  deliver(dataset: keyof typeof headers, rows: readonly string[]): Promise<void>;
  /** Runs a comparison to its end. @returns the job's outcome */
  run(comparison: string): Promise<{ summary: { en: string }; data: { run: string; before: boolean } }>;
}

const grants = {
  'reconciliation:read': 'department',
  'reconciliation:write': 'department',
  'reconciliation:run': 'department',
  'catalogue:read': 'city',
  'ingestion:collect': 'department',
  'ingestion:read': 'department',
  'quality:read': 'department',
  'quality:mend': 'department',
  'jobs:own': 'own',
  'tasks:own': 'department',
} as const;

const openCity = () =>
  openTestCity({
    modules: [
      organisationsModule,
      codesModule,
      identityModule,
      relationsModule,
      tasksModule,
      catalogueModule,
      ingestionModule,
      qualityModule,
      module,
    ],
  });

async function batchStatus(asker: Asker, batch: string): Promise<string> {
  for (const deadline = Date.now() + 20_000; ;) {
    const { status } = (await asker.get(`/api/ingestion/batches/${batch}`)).json<{ status: string }>();
    if (['checked', 'failed'].includes(status) || Date.now() > deadline) return status;
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
}

export async function openTwoDepartments(): Promise<TwoDepartments> {
  const city = await openCity();
  const of = (id: string, organisation: string) => city.as({ id, organisation, grants });
  const clerk = of('clerk', '330281-rsj');
  const police = of('police', '330281-gaj');
  const office = city.as({ id: 'office', organisation: '330281-jxj', grants: { '*': 'city' } });
  return {
    city,
    clerk,
    police,
    office,
    health: of('health', '330281-wjkj'),
    async deliver(dataset, rows) {
      const asker = dataset === 'rsj-insured' ? clerk : police;
      const file = [headers[dataset], ...rows, ''].join('\n');
      const path = `/api/ingestion/datasets/${dataset}/batches?mode=update`;
      const preview = (await asker.upload(path, 'rows.csv', file)).json<{
        import: string;
        mapping: { field: string; header: string | null }[];
      }>();
      const mapping = Object.fromEntries(preview.mapping.map(({ field, header }) => [field, header]));
      const ran = await asker.post(`/api/ingestion/batches/${preview.import}/run`, { mapping });
      await city.finished(ran.json<{ job: string }>().job);
      const status = await batchStatus(asker, preview.import);
      if (status !== 'checked') throw new Error(`the batch is ${status}`);
    },
    async run(comparison) {
      const started = await office.post(`/api/reconciliation/comparisons/${comparison}/runs`);
      const { job } = started.json<{ job: string }>();
      const { status, outcome, problem } = await city.finished(job);
      if (status !== 'done') throw new Error(`${status}: ${JSON.stringify(problem)}`);
      return outcome as never;
    },
  };
}

export const systemContext = (city: TestCity) => city.platform.contextFor(system);
