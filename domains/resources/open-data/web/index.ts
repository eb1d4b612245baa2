import { recordPages, type Page } from '#ui';
import { AccessRequest, Correction, Release, Spending } from '../records.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(Release, {
    group: 'data',
    order: 80,
    title: { zh: '开放资源', en: 'Open resources' },
    detail: async () => (await import('./release-detail.tsx')).releaseDetail,
  }),
  {
    path: '/open-data/propose',
    title: texts.propose,
    permission: 'open-data:propose',
    group: 'data',
    order: 81,
    load: async () => ({ default: (await import('./propose-page.tsx')).ProposePage }),
  },
  ...recordPages(Spending, {
    group: 'data',
    order: 83,
    title: { zh: '隐私预算', en: 'Privacy budget' },
  }),
  ...recordPages(AccessRequest, {
    group: 'data',
    order: 84,
    title: { zh: '开放数据申请', en: 'Requests for open data' },
    detail: async () => (await import('./request-detail.tsx')).requestDetail,
  }),
  ...recordPages(Correction, {
    group: 'data',
    order: 82,
    title: { zh: '开放数据纠错', en: 'Corrections of open data' },
    detail: async () => (await import('./correction-detail.tsx')).correctionDetail,
  }),
];
