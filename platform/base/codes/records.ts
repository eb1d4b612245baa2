import { z } from 'zod';
import { defineRecord, field, undivided } from '#kernel/record';
import { mappingKindNames, tableNames } from './names.ts';
import { mappingKinds } from './rules.ts';

const open = { sensitivity: 'public' } as const;
const rights = { read: 'public', write: 'codes:manage', scope: undivided } as const;
const tableId = z
  .string()
  .regex(/^[a-z][a-z0-9-]*$/)
  .max(64);
const code = z.string().min(1).max(64);
const name = z.string().min(1).max(200);

const used = {
  usedFrom: field(z.iso.date().optional(), { zh: '启用', en: 'Used from' }, open),
  usedTo: field(
    z.iso.date().optional(),
    { zh: '停用', en: 'Used to' },
    { ...open, hint: { zh: '不再使用的第一天', en: 'The first day on which it is used no more' } },
  ),
} as const;

/** A code table, with the standard it follows. */
export const CodeTable = defineRecord({
  name: 'code-table',
  module: 'codes',
  plural: 'code-tables',
  table: 'codes.code_table',
  key: 'id',
  label: 'nameZh',
  labelEn: 'nameEn',
  title: { zh: '代码表', en: 'Code table' },
  versions: 'valid-time',
  fields: {
    id: field(tableId, { zh: '标识', en: 'Id' }, { ...open, plain: true }),
    nameZh: field(name, { zh: '名称', en: 'Name (Chinese)' }, { ...open, language: 'zh' }),
    nameEn: field(name, { zh: '英文名称', en: 'Name (English)' }, { ...open, language: 'en' }),
    standard: field(z.string().max(200).optional(), { zh: '标准', en: 'Standard' }, { ...open, plain: true }),
    complete: field(
      z.boolean(),
      { zh: '完整', en: 'Complete' },
      { ...open, hint: { zh: '否：只有在用的代码', en: 'No: the codes in use, not all of the standard' } },
    ),
    invented: field(z.boolean(), { zh: '虚构', en: 'Invented' }, open),
    checked: field(
      z.string().min(1).max(200),
      { zh: '核对依据', en: 'Checked against' },
      { ...open, plain: true },
    ),
    note: field(z.string().max(1000).optional(), { zh: '说明', en: 'Note' }, { ...open, detailOnly: true }),
  },
  list: { filters: ['complete', 'invented'], orders: ['id'], search: ['id', 'nameZh'] },
  rights,
});

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
        hint: {
          zh: '如 sex:1；代码从前的含义另加 @停用日期，如 area:330283@2016-09-14',
          en: 'sex:1; what a code meant before has @ and the day it ended, area:330283@2016-09-14',
        },
      },
    ),
    table: field(
      tableId,
      { zh: '代码表', en: 'Table' },
      { ...open, column: 'code_table', names: tableNames },
    ),
    code: field(code, { zh: '代码', en: 'Code' }, open),
    nameZh: field(name, { zh: '名称', en: 'Name (Chinese)' }, { ...open, language: 'zh' }),
    nameEn: field(name, { zh: '英文名称', en: 'Name (English)' }, { ...open, language: 'en' }),
    parent: field(code.optional(), { zh: '上级代码', en: 'Broader code' }, open),
    ...used,
    position: field(z.int().min(0), { zh: '次序', en: 'Position' }, { ...open, detailOnly: true }),
  },
  list: {
    filters: ['table', 'parent'],
    orders: ['key', 'table'],
    search: ['code', 'nameZh'],
    columns: ['nameZh', 'nameEn', 'code', 'table', 'usedFrom', 'usedTo'],
  },
  rights,
});

/** How a code of one table is said in another. */
export const Mapping = defineRecord({
  name: 'mapping',
  module: 'codes',
  plural: 'mappings',
  table: 'codes.mapping',
  key: 'key',
  label: 'key',
  title: { zh: '代码对照', en: 'Code mapping' },
  versions: 'valid-time',
  fields: {
    key: field(
      z.string().max(300),
      { zh: '对照', en: 'Mapping' },
      { ...open, plain: true, hint: { zh: '如 sex:1>fhir-gender:male', en: 'sex:1>fhir-gender:male' } },
    ),
    fromTable: field(tableId, { zh: '源表', en: 'From table' }, { ...open, names: tableNames }),
    fromCode: field(code, { zh: '源代码', en: 'From code' }, { ...open, plain: true }),
    toTable: field(tableId, { zh: '目标表', en: 'To table' }, { ...open, names: tableNames }),
    toCode: field(code, { zh: '目标代码', en: 'To code' }, { ...open, plain: true }),
    kind: field(z.enum(mappingKinds), { zh: '关系', en: 'Kind' }, { ...open, names: mappingKindNames }),
    ...used,
    note: field(z.string().max(1000).optional(), { zh: '说明', en: 'Note' }, { ...open, detailOnly: true }),
  },
  list: {
    filters: ['fromTable', 'toTable', 'kind'],
    orders: ['key'],
    search: ['key', 'fromCode', 'toCode'],
    columns: ['fromTable', 'fromCode', 'toTable', 'toCode', 'kind', 'usedFrom', 'usedTo'],
  },
  rights,
});
