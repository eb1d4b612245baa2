import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Ingestion',
  collect: "Hand in one's organisation's data",
  read: "See one's organisation's batches",
} satisfies typeof zh;
