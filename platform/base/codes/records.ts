import { z } from 'zod';
import { defineRecord, field, undivided } from '#kernel/record';
import { tableNames } from './names.ts';

const open = { sensitivity: 'public' } as const;

/** One code of one table. Codes are added and end; they are never given another meaning. */
export const CodeValue = defineRecord({
  name: 'value',
  module: 'codes',
  plural: 'values',
  table: 'codes.value',
  key: 'key',
  label: 'nameZh',
  labelEn: 'nameEn',
  title: { zh: '代码', en: 'Code' },
  versions: 'valid-time',
  fields: {
    key: field(
      z.string().regex(/^[a-z][a-z0-9-]*:.+$/),
      { zh: '表:代码', en: 'Table:code' },
      {
        ...open,
        detailOnly: true,
      },
    ),
    table: field(
      z.string().regex(/^[a-z][a-z0-9-]*$/),
      { zh: '代码表', en: 'Table' },
      { ...open, column: 'code_table', names: tableNames },
    ),
    code: field(z.string().min(1).max(64), { zh: '代码', en: 'Code' }, open),
    nameZh: field(
      z.string().min(1).max(200),
      { zh: '名称', en: 'Name (Chinese)' },
      { ...open, language: 'zh' },
    ),
    nameEn: field(
      z.string().min(1).max(200),
      { zh: '英文名称', en: 'Name (English)' },
      { ...open, language: 'en' },
    ),
    usedFrom: field(z.iso.date().optional(), { zh: '启用', en: 'Used from' }, open),
    usedTo: field(z.iso.date().optional(), { zh: '停用', en: 'Used to' }, open),
    position: field(z.int().min(0), { zh: '次序', en: 'Position' }, { ...open, detailOnly: true }),
  },
  list: {
    filters: ['table'],
    orders: ['key', 'table'],
    search: ['code', 'nameZh'],
    columns: ['nameZh', 'nameEn', 'code', 'table', 'usedFrom', 'usedTo'],
  },
  rights: { read: 'public', scope: undivided },
});
