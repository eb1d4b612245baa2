import { recordPages, type Page } from '#ui';
import { Consent, Filing, Question, Respondent, Return } from '../records.ts';
import { texts } from './words.ts';

const group = 'data';

export const pages: readonly Page[] = [
  ...recordPages(Return, {
    group,
    order: 90,
    title: texts.returns,
    detail: async () => (await import('./return-detail.tsx')).returnDetail,
  }),
  {
    path: '/reporting/known',
    title: texts.ask,
    permission: 'reporting:read',
    group,
    order: 91,
    load: async () => ({ default: (await import('./known-page.tsx')).KnownPage }),
  },
  ...recordPages(Question, { group, order: 92, title: texts.questions }),
  ...recordPages(Respondent, { group, order: 93, title: texts.respondents }),
  {
    path: '/reporting/progress',
    title: texts.progress,
    permission: 'reporting:read',
    group,
    order: 94,
    load: async () => ({ default: (await import('./progress-page.tsx')).ProgressPage }),
  },
  {
    path: '/reporting/progress/:code/:period',
    title: texts.places,
    permission: 'reporting:read',
    group,
    hidden: true,
    load: async () => ({ default: (await import('./places-page.tsx')).PlacesPage }),
  },
  ...recordPages(Filing, {
    group,
    order: 95,
    title: texts.filings,
    detail: async () => (await import('./filing-detail.tsx')).filingDetail,
  }),
  ...recordPages(Consent, { group, order: 96, title: texts.consents }),
];
