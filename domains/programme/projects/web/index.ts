import { recordPages, type Page } from '#ui';
import {
  Activity,
  Baseline,
  Concession,
  Contract,
  ContractChange,
  Counterpart,
  Document,
  Payment,
  Project,
  Proposal,
  Remittance,
  Report,
  Revenue,
  Risk,
  Tender,
  Undertaking,
} from '../records.ts';
import { portfolioWords } from './portfolio-words.ts';

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
  {
    path: '/projects/portfolio',
    title: portfolioWords.portfolio,
    permission: 'projects:read',
    group: 'see',
    order: 30.8,
    load: async () => ({ default: (await import('./portfolio-page.tsx')).PortfolioPage }),
  },
  ...recordPages(Undertaking, {
    group: 'see',
    order: 31,
    title: { zh: '建设项目', en: 'Undertakings' },
    detail: async () => (await import('./undertaking-detail.tsx')).undertakingDetail,
  }),
  ...recordPages(Tender, { group: 'see', order: 32, title: { zh: '招标采购', en: 'Tenders' } }),
  ...recordPages(Contract, {
    group: 'see',
    order: 33,
    title: { zh: '项目合同', en: 'Contracts' },
    list: async () => (await import('./planned-on.tsx')).contractList,
    detail: async () => (await import('./planned-on.tsx')).contractDetail,
  }),
  ...recordPages(Risk, { group: 'see', order: 34, title: { zh: '项目风险', en: 'Risks' } }),
  ...recordPages(Baseline, {
    group: 'see',
    hidden: true,
    detail: async () => (await import('./baseline-part.tsx')).baselineDetail,
  }),
  ...recordPages(Report, {
    group: 'see',
    order: 35,
    title: { zh: '进度报告', en: 'Progress reports' },
    detail: async () => (await import('./report-detail.tsx')).reportDetail,
  }),
  ...recordPages(Concession, {
    group: 'see',
    order: 36,
    title: { zh: '特许经营', en: 'Concessions' },
    detail: async () => (await import('./concession-detail.tsx')).concessionDetail,
  }),
  ...recordPages(Document, {
    group: 'see',
    hidden: true,
    detail: async () => (await import('./document-part.tsx')).documentDetail,
  }),
  ...[Activity, ContractChange, Payment, Remittance, Revenue].flatMap((record) =>
    recordPages(record, { group: 'see', hidden: true }),
  ),
];
