import { recordPages, type Page } from '#ui';
import { Model, Pair, Run } from '../records.ts';
import { texts } from './words.ts';

export const pages: readonly Page[] = [
  ...recordPages(Pair, {
    group: 'data',
    order: 32,
    title: texts.title,
    list: async () => (await import('./pair-list.tsx')).pairList,
    overrides: { detail: async () => (await import('./pair-view.tsx')).PairPage },
  }),
  ...recordPages(Model, {
    group: 'data',
    hidden: true,
    title: texts.models,
    list: async () => (await import('./model-pages.tsx')).modelList,
    detail: async () => (await import('./model-pages.tsx')).modelDetail,
  }),
  ...recordPages(Run, { group: 'data', hidden: true, title: texts.runs }),
];
