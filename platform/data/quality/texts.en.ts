import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Data quality',
  read: "See findings of one's organisation",
  mend: "Mend findings of one's organisation",
  fetch: 'Fetch datasets that other organisations share, personal data masked',
  manage: 'Decide contested findings',
  problem: 'Problem',
  suggestion: 'Suggestion',
} satisfies typeof zh;
