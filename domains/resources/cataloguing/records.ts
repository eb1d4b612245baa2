import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import {
  categories,
  cycles,
  fieldTypes,
  formats,
  openings,
  sensitivities,
  shares,
  themeCodes,
  themes,
  ways,
} from '#platform/data/catalogue/contract';
import { masks, states, subjects } from './names.ts';
import { texts } from './texts.ts';

const open = { sensitivity: 'public' } as const;
const detail = { ...open, detailOnly: true } as const;
const computed = { ...open, computed: true } as const;
const sharing = z.enum(['unconditional', 'conditional', 'none']);
const words = (most: number) => z.string().trim().min(2).max(most);
const said = (most: number) => words(most).nullable().optional();
const resourceCode = z.string().regex(/^[a-z][a-z0-9-]{2,40}$/);

/** What a department says of one of its resources: core elements of GB/T 21063.3 and of the guide to cataloguing. */
export const Description = defineRecord({
  module: 'cataloguing',
  name: 'description',
  plural: 'descriptions',
  table: 'cataloguing.description',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: texts.description,
  description: texts.descriptionIs,
  fields: {
    code: field(
      resourceCode,
      { zh: '资源标识', en: 'Identifier' },
      {
        ...open,
        plain: true,
        aliases: ['资源代码'],
        hint: {
          zh: '小写字母、数字和 -，接口和文件用它',
          en: 'small letters, digits and -; interfaces and files use it',
        },
      },
    ),
    titleZh: field(
      words(200),
      { zh: '信息资源名称', en: 'Name in Chinese' },
      { ...open, language: 'zh', aliases: ['名称'] },
    ),
    titleEn: field(said(200), { zh: '英文名称', en: 'Name' }, { ...detail, language: 'en' }),
    provider: field(
      reference('organisations.organisation'),
      { zh: '信息资源提供方', en: 'Provider' },
      { ...open, aliases: ['提供方', '提供方代码'] },
    ),
    abstractZh: field(words(2000), { zh: '信息资源摘要', en: 'Abstract' }, { ...detail, aliases: ['摘要'] }),
    abstractEn: field(
      said(2000),
      { zh: '英文摘要', en: 'Abstract in English' },
      { ...detail, language: 'en' },
    ),
    category: field(
      z.enum(['base', 'theme', 'department']),
      { zh: '信息资源分类', en: 'Class' },
      { ...open, names: categories },
    ),
    theme: field(z.enum(themeCodes), { zh: '主题', en: 'Theme' }, { ...open, names: themes }),
    format: field(
      z.enum(['file', 'sheet', 'database', 'image', 'stream', 'described', 'service']),
      { zh: '信息资源格式', en: 'Format' },
      { ...detail, names: formats },
    ),
    share: field(sharing, { zh: '共享类型', en: 'Sharing' }, { ...open, names: shares }),
    shareCondition: field(said(500), { zh: '共享条件', en: 'Condition of sharing' }, detail),
    shareBasis: field(said(500), { zh: '不予共享依据', en: 'Basis of not sharing' }, detail),
    shareWay: field(
      z.enum(['interface', 'file', 'database', 'medium']),
      { zh: '共享方式', en: 'Way of sharing' },
      { ...detail, names: ways },
    ),
    open: field(sharing, { zh: '是否向社会开放', en: 'Opening' }, { ...open, names: openings }),
    openCondition: field(said(500), { zh: '开放条件', en: 'Condition of opening' }, detail),
    cycle: field(
      z.enum(['real-time', 'daily', 'weekly', 'monthly', 'quarterly', 'half-yearly', 'yearly', 'irregular']),
      { zh: '更新周期', en: 'Update cycle' },
      { ...open, names: cycles },
    ),
    subject: field(
      z.enum(['person', 'company', 'none']),
      { zh: '归入的基础库', en: 'Register that it joins' },
      { ...detail, names: subjects },
    ),
    keyItem: field(
      z.string().regex(/^[a-z][A-Za-z0-9]*$/),
      { zh: '主键信息项', en: 'Key item' },
      {
        ...detail,
        plain: true,
        hint: { zh: '提供方用来认一行的列名', en: 'the column by which the provider knows a row' },
      },
    ),
    related: field(
      z.array(resourceCode).max(50).nullable().optional(),
      { zh: '关联资源', en: 'Related resources' },
      { ...detail, aliases: ['关联资源代码', '关联资源标识'] },
    ),
    words: field(
      z.array(z.string().trim().min(1).max(40)).max(20).nullable().optional(),
      { zh: '常用说法', en: 'Everyday words' },
      {
        ...detail,
        aliases: ['关键字', '关键词'],
        hint: { zh: '人们平时怎么说，如房产证', en: 'what people call it: 房产证' },
      },
    ),
    resourceCode: field(
      z.string().max(60).nullable().optional(),
      { zh: '信息资源代码', en: 'Resource code' },
      { ...computed, plain: true },
    ),
    state: field(
      z.enum([
        'draft',
        'registration-review',
        'returned',
        'registered',
        'release-review',
        'published',
        'refused',
        'withdrawn',
      ]),
      { zh: '状态', en: 'State' },
      { ...computed, names: states },
    ),
    why: field(said(1000), { zh: '意见', en: 'What was said' }, { ...computed, detailOnly: true }),
    office: field(
      reference('organisations.organisation'),
      { zh: '审核单位', en: 'Reviewed by' },
      { ...computed, detailOnly: true },
    ),
    account: field(
      z.string().max(80),
      { zh: '经办', en: 'Account' },
      { ...computed, detailOnly: true, plain: true },
    ),
    publishedOn: field(z.iso.date().nullable().optional(), { zh: '发布日期', en: 'Published on' }, computed),
  },
  list: {
    filters: ['state', 'provider', 'category', 'theme', 'share', 'open'],
    orders: ['code', 'publishedOn'],
    search: ['titleZh', 'titleEn', 'code', 'resourceCode'],
    columns: ['titleZh', 'provider', 'category', 'share', 'open', 'cycle', 'resourceCode', 'state'],
  },
  rights: { read: 'cataloguing:read', write: 'cataloguing:describe', scope: { department: 'provider' } },
});

/** One item of a description (信息项). */
export const Item = defineRecord({
  module: 'cataloguing',
  name: 'item',
  plural: 'items',
  table: 'cataloguing.item',
  key: 'code',
  label: 'labelZh',
  labelEn: 'labelEn',
  versions: 'valid-time',
  title: texts.item,
  description: texts.itemIs,
  fields: {
    code: field(
      z.string().regex(/^[a-z][a-z0-9-]{2,40}\.[a-z][A-Za-z0-9]{0,59}$/),
      { zh: '信息项代码', en: 'Code' },
      {
        ...open,
        plain: true,
        hint: { zh: '资源标识.列名，如 gsj-licence.number', en: 'resource.column, as gsj-licence.number' },
      },
    ),
    labelZh: field(
      words(100),
      { zh: '信息项名称', en: 'Name in Chinese' },
      { ...open, language: 'zh', aliases: ['名称'] },
    ),
    labelEn: field(said(100), { zh: '英文名称', en: 'Name' }, { ...detail, language: 'en' }),
    position: field(z.int().min(1).max(1000), { zh: '序号', en: 'No.' }, open),
    type: field(
      z.enum(['text', 'integer', 'number', 'boolean', 'date', 'code', 'citizen-id', 'credit-code', 'mobile']),
      { zh: '数据类型', en: 'Type' },
      { ...open, names: fieldTypes },
    ),
    length: field(z.int().min(1).max(10_000).nullable().optional(), { zh: '数据长度', en: 'Length' }, open),
    codes: field(
      z.string().max(64).nullable().optional(),
      { zh: '代码表', en: 'Code table' },
      { ...open, plain: true },
    ),
    required: field(z.boolean(), { zh: '必填', en: 'Required' }, open),
    share: field(
      sharing.nullable().optional(),
      { zh: '共享类型', en: 'Sharing' },
      { ...open, names: shares, hint: { zh: '比资源更严时填写', en: "where stricter than the resource's" } },
    ),
    sensitivity: field(
      z.enum(['public', 'internal', 'personal', 'sensitive']),
      { zh: '敏感程度', en: 'Sensitivity' },
      { ...open, names: sensitivities },
    ),
    mask: field(
      z
        .enum(['name', 'citizen-id', 'credit-code', 'mobile', 'address', 'account', 'date', 'hidden'])
        .nullable()
        .optional(),
      { zh: '脱敏方式', en: 'Mask' },
      { ...open, names: masks },
    ),
    aliases: field(
      z.array(z.string().trim().min(1).max(60)).max(20).nullable().optional(),
      { zh: '交来时的列名', en: 'Headers under which it comes' },
      { ...detail, aliases: ['别名'] },
    ),
    resource: field(resourceCode, { zh: '编目', en: 'Description' }, { ...computed, plain: true }),
    provider: field(reference('organisations.organisation'), { zh: '提供方', en: 'Provider' }, computed),
  },
  list: {
    filters: ['resource', 'provider', 'type', 'sensitivity'],
    orders: ['code', 'position'],
    search: ['labelZh', 'code'],
    columns: ['code', 'labelZh', 'position', 'type', 'required', 'sensitivity', 'share'],
  },
  rights: { read: 'cataloguing:read', write: 'cataloguing:describe', scope: { department: 'provider' } },
});
