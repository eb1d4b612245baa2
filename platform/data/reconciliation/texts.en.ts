import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Reconciliation',
  read: 'See comparisons',
  write: 'Keep comparisons',
  run: 'Run comparisons',
  reveal: 'See personal values in comparisons unmasked',
  kind: 'What is the matter',
  key: 'Key',
  differing: 'What differs',
  row: 'row',
  simulated: '(simulated data)',
} satisfies typeof zh;
