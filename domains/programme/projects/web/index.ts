import { recordPages, type Page } from '#ui';
import { Project } from '../records.ts';

export const pages: readonly Page[] = recordPages(Project, {
  group: 'see',
  order: 30,
  title: { zh: '重点项目', en: 'Key projects' },
  detail: async () => (await import('./project-detail.tsx')).projectDetail,
});
