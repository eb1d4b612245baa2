import type { zh } from './texts.zh.ts';

export const en = {
  module: 'Catalogue',
  entry: 'Resource',
  entries: 'Catalogue of resources',
  catalogueRead: 'See the catalogue',
  catalogueManage: 'Keep the catalogue',
} satisfies typeof zh;
