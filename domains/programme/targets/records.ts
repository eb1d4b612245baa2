import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { approximations, comparisons, kinds } from './names.ts';

const name = { zh: '名称', en: 'Name in Chinese' };

/** A figure of the plan: the city as it was, or as it is to be by 2020. Value and unit stand as the plan prints them. */
export const Figure = defineRecord({
  module: 'targets',
  name: 'figure',
  plural: 'figures',
  table: 'targets.figure',
  key: 'id',
  label: 'nameZh',
  labelEn: 'nameEn',
  versions: 'valid-time',
  title: { zh: '规划数字', en: 'Figure of the plan' },
  description: {
    zh: '规划印出的基数与 2020 年目标，各带出处；没有数值的目标照样列出。',
    en: 'The baselines and the targets for 2020 that the plan prints, each with its clause; targets without a number stand as such.',
  },
  fields: {
    id: field(z.string().max(80), { zh: '标识', en: 'Id' }, { sensitivity: 'public', detailOnly: true }),
    kind: field(
      z.enum(['baseline', 'target']),
      { zh: '类别', en: 'Kind' },
      { sensitivity: 'public', names: kinds },
    ),
    nameZh: field(z.string().max(200), name, { sensitivity: 'public', language: 'zh' }),
    nameEn: field(
      z.string().max(300),
      { zh: '英文名称', en: 'Name' },
      { sensitivity: 'public', language: 'en' },
    ),
    value: field(z.number().nullable().optional(), { zh: '数值', en: 'Value' }, { sensitivity: 'public' }),
    approximate: field(
      z.enum(['about', 'over', 'nearly']).nullable().optional(),
      { zh: '约数', en: 'Approximate' },
      { sensitivity: 'public', names: approximations },
    ),
    comparison: field(
      z.enum(['at-least', 'at-most']).nullable().optional(),
      { zh: '达到', en: 'Reached when' },
      { sensitivity: 'public', names: comparisons },
    ),
    unitZh: field(
      z.string().nullable().optional(),
      { zh: '单位', en: 'Unit in Chinese' },
      { sensitivity: 'public', language: 'zh', plain: true },
    ),
    unitEn: field(
      z.string().nullable().optional(),
      { zh: '英文单位', en: 'Unit' },
      { sensitivity: 'public', language: 'en', plain: true },
    ),
    asOf: field(z.string().max(10), { zh: '时点', en: 'As of' }, { sensitivity: 'public', plain: true }),
    about: field(
      reference('targets.figure').nullable().optional(),
      { zh: '所说的数字', en: 'Speaks of' },
      { sensitivity: 'public', detailOnly: true, unchecked: true },
    ),
    comparedWith: field(
      z.string().nullable().optional(),
      { zh: '比', en: 'Compared with' },
      { sensitivity: 'public', detailOnly: true },
    ),
    clause: field(z.string().max(40), { zh: '出处', en: 'Clause' }, { sensitivity: 'public', plain: true }),
  },
  list: {
    filters: ['kind', 'clause', 'about'],
    orders: ['clause', 'id'],
    search: ['nameZh', 'nameEn'],
    columns: ['nameZh', 'nameEn', 'kind', 'value', 'unitZh', 'unitEn', 'asOf', 'clause'],
  },
  rights: { read: 'targets:read', scope: undivided },
});
