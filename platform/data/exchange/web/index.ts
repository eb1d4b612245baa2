import { recordPages, type Page } from '#ui';
import { Agreement, Report, SharingRequest } from '../records.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(SharingRequest, {
    group: 'data',
    order: 12,
    title: { zh: '共享申请', en: 'Sharing requests' },
    detail: async () => (await import('./request-detail.tsx')).requestDetail,
  }),
  ...recordPages(Agreement, {
    group: 'data',
    order: 13,
    title: { zh: '共享协议', en: 'Sharing agreements' },
    detail: async () => (await import('./agreement-detail.tsx')).agreementDetail,
  }),
  ...recordPages(Report, {
    group: 'data',
    order: 14,
    title: { zh: '校核意见', en: 'Error reports' },
    detail: async () => (await import('./report-detail.tsx')).reportDetail,
  }),
  {
    path: '/exchange/ask',
    title: words.ask,
    permission: 'exchange:ask',
    group: 'data',
    hidden: true,
    load: async () => ({ default: (await import('./ask-page.tsx')).AskPage }),
  },
];
