import { recordPages, type Page } from '#ui';
import { Appeal, Judgement, Result, Scheme, Standing, Supervision } from '../records.ts';
import { supervisionWords } from './supervision-words.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/performance/schemes/new',
    title: words.define,
    permission: 'performance:manage',
    group: 'see',
    order: 18.2,
    load: async () => ({ default: (await import('./scheme-form-page.tsx')).SchemeFormPage }),
  },
  ...recordPages(Result, {
    group: 'see',
    order: 18,
    title: words.results,
    detail: async () => (await import('./result-detail.tsx')).resultDetail,
  }),
  {
    path: '/performance/results/:result/cards/:unit',
    title: words.card,
    permission: 'performance:read',
    group: 'see',
    hidden: true,
    load: async () => ({ default: (await import('./card-page.tsx')).CardPage }),
  },
  ...recordPages(Scheme, {
    group: 'see',
    order: 18.1,
    title: words.schemes,
    detail: async () => (await import('./scheme-detail.tsx')).schemeDetail,
  }),
  ...recordPages(Judgement, {
    group: 'see',
    order: 18.3,
    title: words.judgements,
    detail: async () => (await import('./judgement-detail.tsx')).judgementDetail,
  }),
  {
    path: '/performance/supervisions/new',
    title: supervisionWords.issue,
    permission: 'performance:manage',
    group: 'see',
    order: 18.7,
    load: async () => ({ default: (await import('./issue-page.tsx')).IssuePage }),
  },
  ...recordPages(Supervision, {
    group: 'see',
    order: 18.6,
    title: supervisionWords.supervisions,
    detail: async () => (await import('./supervision-detail.tsx')).supervisionDetail,
  }),
  ...recordPages(Appeal, {
    group: 'see',
    order: 18.4,
    title: words.appeals,
    detail: async () => (await import('./appeal-detail.tsx')).appealDetail,
  }),
  ...recordPages(Standing, { group: 'see', order: 18.4, title: words.standings, hidden: true }),
];
