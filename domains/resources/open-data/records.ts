import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { accessNames, correctionStates, cycleNames, formNames, stateNames } from './names.ts';
import { accesses, Column, ColumnChoice, forms, MilliEpsilon, Risk, states } from './shapes.ts';

export { AccessRequest } from './requests/record.ts';

const open = { sensitivity: 'public' } as const;
const detail = { ...open, detailOnly: true } as const;
const computed = { ...open, computed: true } as const;
const instant = () => z.iso.datetime().nullable().optional();

/** A resource that is, was or shall be open: what leaves of which source, what the gate measured, who decided. */
export const Release = defineRecord({
  module: 'open-data',
  name: 'release',
  plural: 'releases',
  table: 'open_data.release',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '开放资源', en: 'Open resource' },
  description: {
    zh: '向社会开放的资源：开放哪些信息项、许可、再识别风险测量结果和审核人。',
    en: 'Resources open to the public - which fields, licence, measured risk of re-identification, who decided.',
  },
  fields: {
    code: field(z.string(), { zh: '代码', en: 'Code' }, open),
    resource: field(z.string(), { zh: '来源资源', en: 'Source' }, detail),
    titleZh: field(z.string(), { zh: '名称', en: 'Name in Chinese' }, { ...open, language: 'zh' }),
    titleEn: field(z.string(), { zh: '英文名称', en: 'Name' }, { ...open, language: 'en' }),
    abstractZh: field(z.string(), { zh: '摘要', en: 'Abstract in Chinese' }, { ...detail, language: 'zh' }),
    abstractEn: field(z.string(), { zh: '英文摘要', en: 'Abstract' }, { ...detail, language: 'en' }),
    provider: field(reference('organisations.organisation'), { zh: '提供方', en: 'Provider' }, open),
    domain: field(z.string(), { zh: '领域', en: 'Domain' }, open),
    licence: field(z.string(), { zh: '许可', en: 'Licence' }, { ...detail, plain: true }),
    cycle: field(z.string(), { zh: '更新周期', en: 'Update cycle' }, { ...open, names: cycleNames }),
    state: field(z.enum(states), { zh: '状态', en: 'State' }, { ...open, names: stateNames }),
    access: field(z.enum(accesses), { zh: '开放方式', en: 'Open to' }, { ...open, names: accessNames }),
    form: field(z.enum(forms), { zh: '形式', en: 'Form' }, { ...open, names: formNames }),
    milliEpsilon: field(
      MilliEpsilon.nullable().optional(),
      { zh: '每版隐私预算（千分之 ε）', en: 'Spent for a version (thousandths of ε)' },
      detail,
    ),
    choices: field(z.array(ColumnChoice), { zh: '信息项选择', en: 'Chosen fields' }, detail),
    columns: field(z.array(Column), { zh: '开放信息项', en: 'Columns' }, detail),
    risk: field(Risk, { zh: '再识别风险', en: 'Risk of re-identification' }, detail),
    k: field(z.int().nullable().optional(), { zh: 'k 匿名', en: 'k-anonymity' }, computed),
    l: field(z.int().nullable().optional(), { zh: 'l 多样性', en: 'l-diversity' }, computed),
    proposedBy: field(z.string(), { zh: '申报人', en: 'Proposed by' }, detail),
    proposedAt: field(z.iso.datetime(), { zh: '申报时间', en: 'Proposed' }, open),
    decidedBy: field(z.string().nullable().optional(), { zh: '审核人', en: 'Decided by' }, detail),
    decidedAt: field(instant(), { zh: '审核时间', en: 'Decided' }, detail),
    why: field(z.string().nullable().optional(), { zh: '理由', en: 'Reason' }, detail),
    lastVersion: field(z.int().nullable().optional(), { zh: '最新版本', en: 'Latest version' }, computed),
    updatedAt: field(instant(), { zh: '最近更新', en: 'Last update' }, computed),
  },
  list: {
    filters: ['state', 'access', 'form', 'provider', 'domain'],
    orders: ['code', 'proposedAt', 'updatedAt'],
    search: ['titleZh', 'titleEn', 'code'],
    columns: ['titleZh', 'titleEn', 'provider', 'state', 'k', 'l', 'lastVersion', 'updatedAt'],
  },
  rights: { read: 'open-data:read', scope: { department: 'provider' } },
});

/** What one version spent of the privacy budget of its dataset. It only grows. */
export const Spending = defineRecord({
  module: 'open-data',
  name: 'spending',
  plural: 'spendings',
  table: 'open_data.spending',
  key: 'id',
  label: 'dataset',
  versions: 'none',
  import: false,
  title: { zh: '隐私预算支出', en: 'Privacy budget' },
  description: {
    zh: '差分隐私统计表每个版本从数据资源的隐私预算中支出多少，支出后还剩多少；只增不减，用完为止。',
    en: 'What each version of a table with noise spent of the budget of its dataset, and what was left; it is never given back.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    dataset: field(z.string(), { zh: '数据资源', en: 'Dataset' }, { ...open, plain: true }),
    release: field(reference('open-data.release'), { zh: '开放资源', en: 'Open resource' }, open),
    version: field(z.int(), { zh: '版本', en: 'Version' }, open),
    provider: field(reference('organisations.organisation'), { zh: '提供方', en: 'Provider' }, open),
    milliEpsilon: field(MilliEpsilon, { zh: '支出（千分之 ε）', en: 'Spent (thousandths of ε)' }, open),
    leftAfter: field(z.int(), { zh: '支出后剩余', en: 'Left after it' }, open),
    spentAt: field(z.iso.datetime(), { zh: '时间', en: 'When' }, open),
  },
  list: {
    filters: ['dataset', 'provider'],
    orders: ['spentAt'],
    columns: ['dataset', 'release', 'version', 'milliEpsilon', 'leftAfter', 'spentAt'],
  },
  rights: { read: 'open-data:read', scope: { department: 'provider' } },
});

/** What a reader said is wrong in what is open, and the answer. Who said it is not told to whoever answers. */
export const Correction = defineRecord({
  module: 'open-data',
  name: 'correction',
  plural: 'corrections',
  table: 'open_data.correction',
  key: 'id',
  label: 'title',
  versions: 'none',
  import: false,
  title: { zh: '开放数据纠错', en: 'Correction of open data' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    title: field(z.string(), { zh: '资源', en: 'Resource' }, open),
    release: field(
      reference('open-data.release'),
      { zh: '资源代码', en: 'Resource code' },
      { ...detail, unchecked: true },
    ),
    provider: field(reference('organisations.organisation'), { zh: '提供方', en: 'Provider' }, open),
    by: field(
      z.string(),
      { zh: '提出人', en: 'By' },
      { sensitivity: 'personal', mask: 'hidden', detailOnly: true },
    ),
    words: field(z.string(), { zh: '内容', en: 'Words' }, detail),
    madeAt: field(z.iso.datetime(), { zh: '提出时间', en: 'Made' }, open),
    state: field(
      z.enum(['open', 'accepted', 'declined']),
      { zh: '状态', en: 'State' },
      { ...open, names: correctionStates },
    ),
    answer: field(z.string().nullable().optional(), { zh: '答复', en: 'Answer' }, detail),
    answeredAt: field(instant(), { zh: '答复时间', en: 'Answered' }, open),
  },
  list: {
    filters: ['state', 'provider'],
    orders: ['madeAt'],
    columns: ['title', 'provider', 'state', 'madeAt', 'answeredAt'],
  },
  rights: {
    read: 'open-data:propose',
    reveal: 'open-data:reveal',
    subject: 'by',
    scope: { department: 'provider' },
  },
});
