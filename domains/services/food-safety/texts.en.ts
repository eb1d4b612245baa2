import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Food safety',
  read: 'See restaurants',
  write: 'Keep restaurants',
  restaurant: 'restaurant',
  inspection: 'Inspection of restaurants',
} satisfies typeof zh;
