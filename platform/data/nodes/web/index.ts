import { recordPages, type Page } from '#ui';
import { ExchangeNode } from '../records.ts';

export const pages: readonly Page[] = recordPages(ExchangeNode, {
  group: 'data',
  order: 20,
  title: { zh: '前置机', en: 'Exchange nodes' },
  detail: async () => (await import('./node-detail.tsx')).nodeDetail,
});
