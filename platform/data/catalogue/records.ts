import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { categories, cycles, formats, kinds, openings, shares, themes, ways } from './names.ts';
import { DatasetField } from './dataset.ts';

const open = { sensitivity: 'public' } as const;
const short = (most: number) => z.string().trim().max(most).nullable().optional();

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
    resourceCode: field(short(20), { zh: '信息资源代码', en: 'Resource code' }, { ...open, plain: true }),
    category: field(
      z.enum(['base', 'theme', 'department']).nullable().optional(),
      { zh: '信息资源分类', en: 'Class' },
      { ...open, names: categories },
    ),
    theme: field(z.string().max(64), { zh: '主题', en: 'Theme' }, { sensitivity: 'public', names: themes }),
    format: field(
      z.enum(['file', 'sheet', 'database', 'image', 'stream', 'described', 'service']).nullable().optional(),
      { zh: '信息资源格式', en: 'Format' },
      { ...open, detailOnly: true, names: formats },
    ),
    share: field(
      z.enum(['unconditional', 'conditional', 'none']),
      { zh: '共享类型', en: 'Sharing' },
      { sensitivity: 'public', names: shares },
    ),
    conditionZh: field(
      short(500),
      { zh: '共享条件', en: 'Condition of sharing in Chinese' },
      { ...open, detailOnly: true, language: 'zh' },
    ),
    conditionEn: field(
      short(500),
      { zh: '英文共享条件', en: 'Condition of sharing' },
      { ...open, detailOnly: true, language: 'en' },
    ),
    basis: field(
      short(500),
      { zh: '不予共享依据', en: 'Basis of not sharing' },
      { ...open, detailOnly: true },
    ),
    way: field(
      z.enum(['interface', 'file', 'database', 'medium']).nullable().optional(),
      { zh: '共享方式', en: 'Way of sharing' },
      { ...open, detailOnly: true, names: ways },
    ),
    open: field(
      z.enum(['unconditional', 'conditional', 'none']),
      { zh: '开放类型', en: 'Opening' },
      { sensitivity: 'public', names: openings },
    ),
    openConditionZh: field(
      short(500),
      { zh: '开放条件', en: 'Condition of opening in Chinese' },
      { ...open, detailOnly: true, language: 'zh' },
    ),
    openConditionEn: field(
      short(500),
      { zh: '英文开放条件', en: 'Condition of opening' },
      { ...open, detailOnly: true, language: 'en' },
    ),
    cycle: field(
      z.string().max(20),
      { zh: '更新周期', en: 'Update cycle' },
      { sensitivity: 'public', names: cycles },
    ),
    publishedOn: field(
      z.iso.date().nullable().optional(),
      { zh: '发布日期', en: 'Published on' },
      { ...open, detailOnly: true },
    ),
    related: field(
      z.array(z.string().max(80)).max(50).nullable().optional(),
      { zh: '关联资源', en: 'Related resources' },
      { ...open, detailOnly: true },
    ),
    words: field(
      short(400),
      { zh: '常用说法', en: 'Everyday words' },
      {
        ...open,
        detailOnly: true,
        hint: {
          zh: '人们平时怎么说，用空格隔开：房产证 产权证',
          en: 'what people call it, with blanks between: 房产证 产权证',
        },
      },
    ),
    countedAs: field(
      reference('organisations.organisation').nullable().optional(),
      { zh: '规划统计时的部门', en: 'Department as the plan counted' },
      { ...open, detailOnly: true },
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
    filters: ['code', 'provider', 'theme', 'category', 'share', 'open', 'kind'],
    orders: ['code', 'deliveredAt'],
    search: ['titleZh', 'titleEn', 'words', 'resourceCode', 'code'],
    columns: ['titleZh', 'titleEn', 'provider', 'share', 'cycle', 'rows', 'good', 'deliveredAt'],
  },
  rights: { read: 'catalogue:read', write: 'catalogue:manage', scope: undivided },
  import: false,
});

/**
 * A database that a unit keeps on one theme. The plan counts 37 of 27 units and prints the names of four; the others are
 * entered by whoever keeps them, under their own names.
 */
export const Thematic = defineRecord({
  module: 'catalogue',
  name: 'thematic',
  plural: 'thematic',
  table: 'catalogue.thematic',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '专题数据库', en: 'Thematic database' },
  description: {
    zh: '各单位的专题数据库：谁的、有哪些数据集、多大、多新、谁在用。规划称 27 个单位有 37 个，写出名称的 4 个；其余由各单位按自己的名称登记。',
    en: 'Databases that units keep on one theme - whose, of which datasets, how large and fresh, who uses them. The plan counts 37 of 27 units and names four; units enter the others under their own names.',
  },
  fields: {
    code: field(z.string().regex(/^[a-z][a-z0-9-]{2,60}$/), { zh: '代码', en: 'Code' }, open),
    titleZh: field(
      z.string().min(2).max(120),
      { zh: '名称', en: 'Name in Chinese' },
      { ...open, language: 'zh' },
    ),
    titleEn: field(z.string().min(2).max(160), { zh: '英文名称', en: 'Name' }, { ...open, language: 'en' }),
    owner: field(
      reference('organisations.organisation').nullable().optional(),
      { zh: '主管单位', en: 'Owner' },
      open,
    ),
    datasets: field(z.array(z.string().max(80)).max(50), { zh: '包含的数据集', en: 'Datasets in it' }, open),
    consumers: field(z.array(z.string().max(40)).max(100), { zh: '使用单位', en: 'Used by' }, open),
    rows: field(z.int().nullable().optional(), { zh: '行数', en: 'Rows' }, { ...open, computed: true }),
    deliveredAt: field(
      z.iso.datetime({ offset: true }).nullable().optional(),
      { zh: '最近更新', en: 'Last delivered' },
      { ...open, computed: true },
    ),
    purpose: field(short(300), { zh: '用途', en: 'What it is for' }, { ...open, detailOnly: true }),
    clause: field(short(60), { zh: '规划条款', en: 'Clause of the plan' }, { ...open, plain: true }),
    namedAs: field(
      short(120),
      { zh: '规划中的名称', en: 'As the plan names it' },
      { ...open, detailOnly: true },
    ),
  },
  list: {
    filters: ['owner', 'clause', 'deliveredAt'],
    orders: ['code', 'deliveredAt', 'rows'],
    search: ['titleZh', 'titleEn', 'code'],
    columns: ['titleZh', 'titleEn', 'owner', 'rows', 'deliveredAt', 'clause'],
  },
  rights: { read: 'catalogue:read', write: 'catalogue:manage', scope: undivided },
});
