import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Indicators',
  read: 'See all indicators',
  manage: 'Have indicators measured anew',
  computeJob: 'Measure indicators',
  computed: '{done} indicators measured',
  unit: 'indicators',
  define: 'Define measures',
  refreshJob: 'Refresh measures',
  refreshed: '{done} measures refreshed',
  notFound: 'indicator',
  mayNotOpen: 'You lack the permission to see these rows: {permission}. The figure stays open to you.',
  notYet: 'That instant has not come yet; only past ones can be shown.',
} satisfies typeof zh;
