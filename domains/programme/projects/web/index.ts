import { recordPages, type Page } from '#ui';
import { Activity, Contract, Counterpart, Payment, Project, Proposal, Undertaking } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Project, {
    group: 'see',
    order: 30,
    title: { zh: '重点项目', en: 'Key projects' },
    detail: async () => (await import('./project-detail.tsx')).projectDetail,
  }),
  ...recordPages(Proposal, {
    group: 'see',
    order: 30.5,
    title: { zh: '立项申请', en: 'Proposals' },
    detail: async () => (await import('./proposal-detail.tsx')).proposalDetail,
  }),
  ...recordPages(Counterpart, { group: 'see', hidden: true }),
  ...recordPages(Undertaking, {
    group: 'see',
    order: 31,
    title: { zh: '建设项目', en: 'Undertakings' },
    detail: async () => (await import('./undertaking-detail.tsx')).undertakingDetail,
  }),
  ...recordPages(Activity, { group: 'see', order: 32, title: { zh: '项目任务', en: 'Activities' } }),
  ...recordPages(Contract, { group: 'see', order: 33, title: { zh: '项目合同', en: 'Contracts' } }),
  ...recordPages(Payment, { group: 'see', order: 34, title: { zh: '项目支付', en: 'Payments' } }),
];
