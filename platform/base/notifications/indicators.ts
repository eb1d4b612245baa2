import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { countTold, listTold, measureRead } from './indicator-store.ts';

const rows: ListedRows = {
  kind: 'listed',
  permission: 'notifications:send',
  columns: [
    { name: 'kind', title: { zh: '种类', en: 'Kind' }, kind: 'text' },
    { name: 'createdAt', title: { zh: '通知时间', en: 'Told' }, kind: 'instant' },
    { name: 'read', title: { zh: '已读', en: 'Read' }, kind: 'boolean' },
  ],
  read: listTold,
  count: countTold,
};

export const noticesRead: IndicatorDefinition = {
  code: 'notices-read',
  panel: 'notices',
  order: 10,
  title: { zh: '消息阅读率', en: 'Notices read' },
  unit: { zh: '%', en: '%' },
  partsUnit: { zh: '人次', en: 'notices' },
  definition: {
    zh: '近 30 天发给个人的消息中，已被本人阅读的比例。',
    en: 'Notices told to persons in the last 30 days: the share that the person has read.',
  },
  source: { zh: '消息', en: 'Notices' },
  kind: 'share',
  audience: 'signed-in',
  listens: ['tasks.escalated', 'tasks.assigned'],
  reopens: false,
  freshAfterHours: 24,
  rows,
  measure: measureRead,
};
