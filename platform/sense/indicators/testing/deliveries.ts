import { Readable } from 'node:stream';
import { setTimeout } from 'node:timers/promises';
import { system } from '#kernel/actor';
import { Dataset, publishDataset } from '#platform/data/catalogue';
import { collectFile, getBatch } from '#platform/data/ingestion';
import type { TestCity } from '#testing';

const label = (zh: string) => ({ zh, en: zh });

/** What a department hands in: permits, each with a day, a place, a sum and somebody to whom it was given. */
export const permits = Dataset.parse({
  code: 'test-permits',
  title: { zh: '许可', en: 'Permits' },
  provider: '330281-jxj',
  abstract: label('许可'),
  theme: 'industry',
  share: { type: 'unconditional' },
  cycle: 'daily',
  subject: 'none',
  key: 'number',
  fields: [
    { name: 'number', label: label('编号'), type: 'text', required: true },
    { name: 'givenOn', label: label('发证日'), type: 'date' },
    { name: 'endsOn', label: label('截止日'), type: 'date' },
    { name: 'place', label: label('所在地'), type: 'text' },
    {
      name: 'sex',
      label: label('性别'),
      type: 'code',
      codes: 'sex',
      sensitivity: 'personal',
      mask: 'hidden',
    },
    { name: 'fee', label: label('费用'), type: 'number' },
    { name: 'office', label: label('机关'), type: 'text' },
    { name: 'holder', label: label('持证人'), type: 'text', sensitivity: 'personal', mask: 'name' },
    { name: 'paid', label: label('已缴'), type: 'boolean' },
  ],
});

/** Where they are given: a row for each office. */
export const offices = Dataset.parse({
  ...permits,
  code: 'test-offices',
  title: { zh: '窗口', en: 'Offices' },
  key: 'office',
  fields: [
    { name: 'office', label: label('机关'), type: 'text', required: true },
    { name: 'kind', label: label('类型'), type: 'boolean' },
  ],
});

export async function publish(city: TestCity): Promise<void> {
  const context = city.platform.contextFor(system);
  for (const dataset of [permits, offices])
    await context.transaction((tx) =>
      publishDataset(context, tx, dataset, { origin: 'test', simulated: false }),
    );
}

/** Hands a file in as a department does, and waits until it was checked. @returns the batch */
export async function deliver(city: TestCity, dataset: Dataset, rows: readonly string[]): Promise<string> {
  const context = city.platform.contextFor(system);
  const header = dataset.fields.map((field) => field.label.zh).join(',');
  const given = { dataset: dataset.code, filename: 'rows.csv', mode: 'update', simulated: false } as const;
  const { batch } = await collectFile(context, given, Readable.from([[header, ...rows, ''].join('\n')]));
  const deadline = Date.now() + 30_000;
  while ((await getBatch(context.db, batch)).status !== 'checked') {
    if (Date.now() > deadline) throw new Error(`batch ${batch} was not checked`);
    await setTimeout(20);
  }
  return batch;
}
