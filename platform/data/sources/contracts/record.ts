import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';

const plain = { plain: true } as const;
const detail = { plain: true, detailOnly: true } as const;
const Words = z.string().trim().min(2).max(1000);
const optional = <S extends z.ZodType>(schema: S) => schema.nullable().optional();

/** By what an enterprise or an institute gives data to a department. */
export const SupplyContract = defineRecord({
  module: 'sources',
  name: 'contract',
  plural: 'contracts',
  table: 'sources.contract',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '供数合同', en: 'Contract of supply' },
  description: {
    zh: '银行、通信企业、研究机构等按合同提供数据：依据、用途、期限、能否再共享。写明合同的数据源只在合同期内采集。',
    en: 'By what a bank, a carrier or an institute gives data: basis, purpose, term, and whether they may be shared on. A source that names one is read only while it holds.',
  },
  fields: {
    code: field(
      z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .max(60),
      { zh: '编码', en: 'Code' },
      { ...detail, hint: { zh: '小写字母、数字和 -', en: 'small letters, digits and -' } },
    ),
    titleZh: field(Words.max(100), { zh: '名称', en: 'Name in Chinese' }, { ...plain, language: 'zh' }),
    titleEn: field(Words.max(100), { zh: '英文名称', en: 'Name' }, { ...plain, language: 'en' }),
    party: field(Words.max(100), { zh: '提供方', en: 'Supplier' }, plain),
    creditCode: field(
      optional(z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/)),
      { zh: '提供方统一社会信用代码', en: "Supplier's unified social credit code" },
      detail,
    ),
    number: field(optional(z.string().trim().max(60)), { zh: '合同编号', en: 'Number' }, detail),
    owner: field(
      reference('organisations.organisation'),
      { zh: '签约单位', en: 'Owner' },
      { ...plain, computed: true },
    ),
    basis: field(
      Words,
      { zh: '法律依据', en: 'Legal basis' },
      { ...detail, hint: { zh: '法律、法规或批准文件', en: 'law, regulation or approval' } },
    ),
    purpose: field(Words, { zh: '用途', en: 'Purpose' }, detail),
    holdsFrom: field(z.iso.date(), { zh: '起始日期', en: 'Holds from' }, plain),
    holdsUntil: field(z.iso.date(), { zh: '终止日期', en: 'Holds until' }, plain),
    onward: field(
      z.enum(['none', 'departments']),
      { zh: '再共享', en: 'Shared on' },
      {
        ...plain,
        names: {
          none: { zh: '不得再共享', en: 'not at all' },
          departments: { zh: '可共享给本市部门，不开放', en: 'with departments, never opened' },
        },
      },
    ),
    keepDays: field(
      optional(z.number().int().min(0).max(36_500)),
      { zh: '期满后保留（天）', en: 'Kept after its end (days)' },
      { ...detail, hint: { zh: '不填则可长期保留', en: 'for good when empty' } },
    ),
  },
  list: {
    filters: ['owner', 'onward', 'holdsUntil'],
    orders: ['holdsUntil', 'code'],
    search: ['titleZh', 'titleEn', 'party', 'number'],
  },
  rights: { read: 'sources:read', write: 'sources:write', scope: { department: 'owner' } },
});
