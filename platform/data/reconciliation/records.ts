import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { findingSides, missings, rhythms } from './names.ts';
import { FieldPair, KeyPair, Missing } from './shapes.ts';

export { findingSides, kindNames, missings, rhythms } from './names.ts';

const organisation = reference('organisations.organisation').nullable().optional();
const dataset = reference('catalogue.entry');

/** Two datasets that are held against each other, how, how often, and who is told of what differs. */
export const Comparison = defineRecord({
  module: 'reconciliation',
  name: 'comparison',
  plural: 'comparisons',
  table: 'reconciliation.comparison',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '数据比对', en: 'Comparison' },
  fields: {
    code: field(
      z.string().regex(/^[a-z][a-z0-9-]{2,40}$/),
      { zh: '编码', en: 'Code' },
      { detailOnly: true, hint: { zh: '小写字母、数字和 -', en: 'small letters, digits and -' } },
    ),
    titleZh: field(z.string().min(2).max(100), { zh: '名称', en: 'Name in Chinese' }, { language: 'zh' }),
    titleEn: field(z.string().min(2).max(100), { zh: '英文名称', en: 'Name' }, { language: 'en' }),
    leftDataset: field(dataset, { zh: '左方', en: 'Left' }),
    leftOwner: field(organisation, { zh: '左方单位', en: 'Owner of the left' }),
    rightDataset: field(dataset, { zh: '右方', en: 'Right' }),
    rightOwner: field(organisation, { zh: '右方单位', en: 'Owner of the right' }),
    keys: field(z.array(KeyPair).min(1).max(5), { zh: '关键字', en: 'Keys' }, { detailOnly: true }),
    fields: field(z.array(FieldPair).max(60), { zh: '比对项', en: 'Fields' }, { detailOnly: true }),
    missing: field(Missing, { zh: '一方缺值', en: 'A missing value' }, { detailOnly: true, names: missings }),
    rhythm: field(
      z.enum(['none', 'delivery', 'daily', 'weekly', 'monthly']),
      { zh: '何时比对', en: 'When' },
      { names: rhythms },
    ),
    findings: field(
      z.enum(['none', 'left', 'right', 'both']),
      { zh: '不一致下发', en: 'Differences go' },
      { names: findingSides },
    ),
  },
  list: {
    filters: ['leftDataset', 'rightDataset', 'rhythm'],
    orders: ['code'],
    search: ['titleZh', 'titleEn', 'code'],
  },
  rights: {
    read: 'reconciliation:read',
    write: 'reconciliation:write',
    scope: { department: ['leftOwner', 'rightOwner'] },
  },
});
