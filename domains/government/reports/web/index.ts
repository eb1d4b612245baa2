import { recordPages, type Page } from '#ui';
import { Draft, Issue, Report } from '../records.ts';
import { words } from './words.ts';

export const pages: readonly Page[] = [
  {
    path: '/reports/explore',
    title: words.explore,
    permission: 'reports:read',
    group: 'see',
    order: 12.1,
    load: async () => ({ default: (await import('./explore-page.tsx')).ExplorePage }),
  },
  ...recordPages(Report, {
    group: 'see',
    order: 12.2,
    title: words.reports,
    list: async () => {
      const [{ createElement }, { ReportView }] = await Promise.all([
        import('react'),
        import('./report-page.tsx'),
      ]);
      return { detail: (code) => createElement(ReportView, { code }) };
    },
    overrides: { detail: async () => (await import('./report-page.tsx')).ReportPage },
  }),
  ...recordPages(Issue, {
    group: 'see',
    order: 12.3,
    title: words.issues,
    list: async () => {
      const [{ createElement }, { IssueView }] = await Promise.all([
        import('react'),
        import('./issue-page.tsx'),
      ]);
      return { detail: (id) => createElement(IssueView, { id }) };
    },
    overrides: { detail: async () => (await import('./issue-page.tsx')).IssuePage },
  }),
  ...recordPages(Draft, {
    group: 'see',
    order: 12.4,
    title: words.drafts,
    overrides: { detail: async () => (await import('./compose/compose-page.tsx')).DraftPage },
  }),
  {
    path: '/reports/compose',
    title: words.composing,
    permission: 'reports:compose',
    group: 'see',
    order: 12.5,
    load: async () => ({ default: (await import('./compose/compose-page.tsx')).ComposePage }),
  },
];
