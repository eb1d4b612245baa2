import type { IndicatorDefinition } from '#kernel/indicator';
import {
  countDatasets,
  countDeliveries,
  countDeliveryRows,
  listDatasets,
  listDeliveries,
  measureFreshness,
  type DeliveryCount,
} from './indicator-store.ts';

const batchColumns = [
  { name: 'batch', title: { zh: '批次', en: 'Batch' }, kind: 'text' },
  { name: 'dataset', title: { zh: '数据集', en: 'Dataset' }, kind: 'text' },
  { name: 'status', title: { zh: '状态', en: 'State' }, kind: 'text' },
  { name: 'rows', title: { zh: '行数', en: 'Rows' }, kind: 'number' },
  { name: 'handedInAt', title: { zh: '提交时间', en: 'Handed in at' }, kind: 'instant' },
] as const;

const common = {
  panel: 'deliveries',
  audience: 'everyone',
  reopens: true,
  freshAfterHours: 3,
  source: { zh: '各部门提交的批次', en: 'Batches handed in by the departments' },
} as const;

const deliveries = (
  counting: DeliveryCount,
  said: Pick<IndicatorDefinition, 'code' | 'title' | 'unit' | 'definition' | 'order'>,
): IndicatorDefinition => ({
  ...common,
  ...said,
  kind: 'count',
  listens: ['ingestion.batch-collected'],
  rows: {
    kind: 'listed',
    permission: 'ingestion:read',
    columns: batchColumns,
    read: (db, page) => listDeliveries(db, counting, page),
    count: (db, page) => countDeliveryRows(db, counting, page),
  },
  measure: (db, at) => countDeliveries(db, counting, at),
});

/** The figures of what departments hand in. */
export const indicators: readonly IndicatorDefinition[] = [
  deliveries(
    { column: 'handed_in_at', weight: 'deliveries' },
    {
      code: 'deliveries-day',
      order: 10,
      title: { zh: '近 24 小时报送', en: 'Deliveries in 24 h' },
      unit: { zh: '批', en: 'batches' },
      definition: {
        zh: '此前 24 小时内提交的批次，内容相同的文件只计一次；只预览未提交的不计。',
        en: 'Batches handed in within the 24 hours before; the same content counts once, a mere preview not at all.',
      },
    },
  ),
  deliveries(
    { column: 'collected_at', weight: 'rows' },
    {
      code: 'rows-collected-day',
      order: 20,
      title: { zh: '近 24 小时汇集行数', en: 'Rows in 24 h' },
      unit: { zh: '行', en: 'rows' },
      definition: {
        zh: '此前 24 小时内汇集完成的批次的行数之和，读不出的行不计。',
        en: 'Rows of the batches that were collected within the 24 hours before, without lines that could not be read.',
      },
    },
  ),
  {
    ...common,
    code: 'datasets-fresh',
    order: 30,
    title: { zh: '按周期更新的数据集', en: 'Datasets within their cycle' },
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '个', en: 'datasets' },
    definition: {
      zh: '目录所列数据集中，最近一次报送未超过自身更新周期的比例；从未报送的算作未按周期，不定期的不会超期。',
      en: 'Share of the catalogued datasets whose last delivery is no older than their own cycle. One never delivered is not within it; an irregular one cannot be late.',
    },
    kind: 'share',
    reopens: false,
    listens: ['quality.batch-checked'],
    rows: {
      kind: 'listed',
      permission: 'catalogue:read',
      columns: [
        { name: 'title', title: { zh: '数据集', en: 'Dataset in Chinese' }, kind: 'text' },
        { name: 'titleEn', title: { zh: '英文名称', en: 'Dataset' }, kind: 'text' },
        { name: 'cycle', title: { zh: '更新周期', en: 'Cycle' }, kind: 'text' },
        { name: 'deliveredAt', title: { zh: '最近更新', en: 'Last delivery' }, kind: 'instant' },
        { name: 'fresh', title: { zh: '在周期内', en: 'Within cycle' }, kind: 'boolean' },
      ],
      read: (db, page) => listDatasets(db, page),
      count: (db, { owner }) => countDatasets(db, owner),
    },
    measure: (db, at) => measureFreshness(db, at),
  },
];
