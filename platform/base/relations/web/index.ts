import { recordPages, type Page } from '#ui';
import { Purpose, Relation } from '../records.ts';

export const pages: readonly Page[] = [
  ...recordPages(Relation, {
    group: 'admin',
    order: 40,
    title: { zh: '关系与授权', en: 'Relations and consents' },
  }),
  ...recordPages(Purpose, {
    group: 'admin',
    order: 45,
    title: { zh: '用途', en: 'Purposes' },
  }),
];
