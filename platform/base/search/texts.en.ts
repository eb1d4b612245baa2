import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Search',
  manage: 'See the state of the index, and rebuild it',
} satisfies typeof zh;
