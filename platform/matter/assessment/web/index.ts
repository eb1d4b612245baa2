import { recordPages, type Page } from '#ui';
import { Panel, Reviewer } from '../records.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/assessment/mine',
    title: texts.mine,
    permission: 'assessment:review',
    group: 'mine',
    order: 21,
    load: async () => ({ default: (await import('./mine-page.tsx')).MinePage }),
  },
  ...recordPages(Panel, {
    group: 'matter',
    order: 52,
    title: { zh: '评审', en: 'Panels' },
    detail: async () => (await import('./panel-detail.tsx')).panelDetail,
  }),
  ...recordPages(Reviewer, { group: 'matter', order: 53, title: { zh: '评审专家库', en: 'Reviewers' } }),
];
