import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { countListed, countUses, listUses } from './indicator-store.ts';

const rowsOf = (weight: 'one' | 'times'): ListedRows => ({
  kind: 'listed',
  permission: 'open-data:read',
  columns: [
    { name: 'title', title: { zh: '资源', en: 'Resource' }, kind: 'text' },
    { name: 'provider', title: { zh: '提供方', en: 'Provider' }, kind: 'text' },
    { name: 'rows', title: { zh: '行数', en: 'Rows' }, kind: 'number' },
    {
      name: 'times',
      title: { zh: '近 30 天下载和读取', en: 'Downloads and reads, 30 days' },
      kind: 'number',
    },
  ],
  read: (db, page) => listUses(db, weight, page),
  count: (db, asked) => countListed(db, asked),
});

const common = {
  panel: 'open-data',
  source: { zh: '公共数据开放', en: 'Open data' },
  listens: ['open-data.version-made', 'open-data.release-decided'],
  kind: 'count',
  audience: 'everyone',
  freshAfterHours: 48,
  reopens: false,
} as const;

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'open-resources',
    order: 10,
    title: { zh: '开放资源', en: 'Open resources' },
    unit: { zh: '项', en: 'resources' },
    definition: {
      zh: '已经开放、有版本可以下载的资源，不计已撤回的。',
      en: 'Resources that are open and have a version to download; what was withdrawn is not counted.',
    },
    rows: rowsOf('one'),
    async measure(db, at) {
      const { resources, simulated, asOf } = await countUses(db, at);
      return { value: resources, simulated, asOf };
    },
  },
  {
    ...common,
    code: 'open-data-uses',
    order: 20,
    title: { zh: '开放数据下载和读取', en: 'Downloads and reads of open data' },
    unit: { zh: '次', en: 'times' },
    definition: {
      zh: '近 30 天对现在开放的资源的文件下载和接口读取次数；读者已有、没有重新传送的不计。不记录是谁。',
      en: 'Downloads of files and reads by interface of what is open now, in the last 30 days. What a reader held already is not counted, nor is it known who read.',
    },
    rows: rowsOf('times'),
    async measure(db, at) {
      const { times, simulated, asOf } = await countUses(db, at);
      return { value: times, simulated, asOf };
    },
  },
];
