import { z } from 'zod';
import type { PublishedView } from '#kernel/published-view';
import { field, reference } from '#kernel/record';
import { BatchMode, BatchStatus } from './contract.ts';
import { modeNames, statusNames } from './names.ts';

const count = z.int().nullable();

/** Deliveries as others may count them. */
export const batchView: PublishedView = {
  id: 'ingestion.batch_v1',
  title: { zh: '汇集的批次', en: 'Batches handed in' },
  key: 'id',
  fields: {
    id: field(z.string(), { zh: '批次', en: 'Batch' }),
    dataset: field(reference('catalogue.entry'), { zh: '数据集', en: 'Dataset' }, { unchecked: true }),
    provider: field(reference('organisations.organisation'), { zh: '提供方', en: 'Provider' }),
    mode: field(BatchMode, { zh: '方式', en: 'Mode' }, { names: modeNames }),
    status: field(BatchStatus, { zh: '状态', en: 'State' }, { names: statusNames }),
    bytes: field(count, { zh: '字节', en: 'Bytes' }),
    rows: field(count, { zh: '行数', en: 'Rows' }),
    unreadable: field(count, { zh: '读不出的行', en: 'Unreadable lines' }),
    good: field(count, { zh: '合格行', en: 'Good rows' }),
    bad: field(count, { zh: '被拦下的行', en: 'Rows held back' }),
    handedInAt: field(z.iso.datetime(), { zh: '提交时间', en: 'Handed in' }),
    collectedAt: field(z.iso.datetime().nullable(), { zh: '汇集时间', en: 'Collected' }),
  },
  simulated: 'simulated',
  writtenAt: 'handed_in_at',
  of: [],
  listens: ['ingestion.batch-collected', 'quality.batch-checked', 'registers.batch-joined'],
  rights: { permission: 'ingestion:read' },
  path: '/ingestion/batches',
};
