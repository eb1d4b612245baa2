import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { cycles, kinds, openings, shares, themes } from './names.ts';
import { DatasetField } from './dataset.ts';

/** What the city's departments have, whose it is and who may have it (GB/T 21063.3 core elements). */
export const Entry = defineRecord({
  module: 'catalogue',
  name: 'entry',
  plural: 'entries',
  table: 'catalogue.entry',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '信息资源', en: 'Resource' },
  fields: {
    code: field(z.string().max(80), { zh: '资源代码', en: 'Code' }, { sensitivity: 'public' }),
    titleZh: field(
      z.string().max(200),
      { zh: '名称', en: 'Name in Chinese' },
      { sensitivity: 'public', language: 'zh' },
    ),
    titleEn: field(
      z.string().max(200),
      { zh: '英文名称', en: 'Name' },
      { sensitivity: 'public', language: 'en' },
    ),
    provider: field(
      reference('organisations.organisation'),
      { zh: '提供方', en: 'Provider' },
      { sensitivity: 'public' },
    ),
    abstractZh: field(
      z.string().max(2000),
      { zh: '摘要', en: 'Abstract in Chinese' },
      { sensitivity: 'public', detailOnly: true, language: 'zh' },
    ),
    abstractEn: field(
      z.string().max(2000),
      { zh: '英文摘要', en: 'Abstract' },
      { sensitivity: 'public', detailOnly: true, language: 'en' },
    ),
    kind: field(
      z.enum(['dataset', 'record']),
      { zh: '类别', en: 'Kind' },
      {
        sensitivity: 'public',
        hint: {
          zh: 'dataset：部门汇集的数据集；record：平台登记册',
          en: 'dataset: collected from a department; record: a register of the platform',
        },
        names: kinds,
      },
    ),
    theme: field(z.string().max(64), { zh: '主题', en: 'Theme' }, { sensitivity: 'public', names: themes }),
    share: field(
      z.enum(['unconditional', 'conditional', 'none']),
      { zh: '共享类型', en: 'Sharing' },
      { sensitivity: 'public', names: shares },
    ),
    open: field(
      z.enum(['unconditional', 'conditional', 'none']),
      { zh: '开放类型', en: 'Opening' },
      { sensitivity: 'public', names: openings },
    ),
    cycle: field(
      z.string().max(20),
      { zh: '更新周期', en: 'Update cycle' },
      { sensitivity: 'public', names: cycles },
    ),
    reconstructed: field(
      z.boolean(),
      { zh: '重构', en: 'Reconstructed' },
      { sensitivity: 'public', detailOnly: true },
    ),
    access: field(
      z.string().max(200),
      { zh: '接口', en: 'Interface' },
      { sensitivity: 'public', detailOnly: true },
    ),
    rows: field(
      z.number().int().nullable().optional(),
      { zh: '行数', en: 'Rows' },
      { sensitivity: 'public', computed: true },
    ),
    good: field(
      z.number().nullable().optional(),
      { zh: '合格率 %', en: 'Good rows %' },
      { sensitivity: 'public', computed: true },
    ),
    deliveredAt: field(
      z.iso.datetime().nullable().optional(),
      { zh: '最近更新', en: 'Last delivery' },
      { sensitivity: 'public', computed: true },
    ),
    fields: field(
      z.array(DatasetField.partial().loose()),
      { zh: '信息项', en: 'Fields' },
      { sensitivity: 'public', detailOnly: true },
    ),
  },
  list: {
    filters: ['code', 'provider', 'theme', 'share', 'open', 'kind'],
    orders: ['code', 'deliveredAt'],
    search: ['titleZh', 'titleEn', 'code'],
    columns: ['titleZh', 'titleEn', 'provider', 'share', 'cycle', 'rows', 'good', 'deliveredAt'],
  },
  rights: { read: 'catalogue:read', write: 'catalogue:manage', scope: undivided },
  import: false,
});
