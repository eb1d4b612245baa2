import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { bases, states } from './contract.ts';

const text = (most: number) => z.string().max(most).nullable().optional();
const instant = z.iso.datetime({ offset: true });

/** A named relation or consent with its history. Rows come by the module's own operations alone. */
export const Relation = defineRecord({
  name: 'relation',
  module: 'relations',
  plural: 'relations',
  table: 'relations.relation',
  key: 'id',
  label: 'id',
  title: { zh: '关系与授权', en: 'Relation or consent' },
  description: {
    zh: '谁因何依据、在何期间可以查看或代办谁的事；撤回即时生效。',
    en: 'Who may see or act for whom, on what basis and for how long; a withdrawal holds at once.',
  },
  versions: 'valid-time',
  fields: {
    id: field(z.string().max(64), { zh: '编号', en: 'Id' }),
    kind: field(z.string().max(100), { zh: '种类', en: 'Kind' }),
    holder: field(z.string().max(120), { zh: '持有人', en: 'Holder' }),
    organisation: field(reference('organisations.organisation').nullable().optional(), {
      zh: '单位',
      en: 'Organisation',
    }),
    subjectKind: field(
      z.string().max(40),
      { zh: '当事人类别', en: 'What the subject is' },
      { detailOnly: true },
    ),
    subject: field(
      z.string().max(100),
      { zh: '当事人', en: 'Subject' },
      { sensitivity: 'personal', mask: 'account' },
    ),
    state: field(
      z.enum(states),
      { zh: '状态', en: 'State' },
      {
        names: {
          asked: { zh: '待答复', en: 'asked for' },
          standing: { zh: '生效', en: 'stands' },
          refused: { zh: '已拒绝', en: 'refused' },
          ended: { zh: '已结束', en: 'ended' },
        },
      },
    ),
    basis: field(
      z.enum(bases),
      { zh: '依据', en: 'Basis' },
      {
        names: {
          law: { zh: '法律', en: 'law' },
          contract: { zh: '合同或委托', en: 'contract' },
          consent: { zh: '本人同意', en: 'consent' },
          court: { zh: '法院裁判', en: 'court' },
        },
      },
    ),
    article: field(text(200), { zh: '条款或文号', en: 'Article or paper' }, { detailOnly: true }),
    purpose: field(text(200), { zh: '用途', en: 'Purpose' }, { detailOnly: true }),
    beginsAt: field(instant, { zh: '开始', en: 'Begins' }),
    endsAt: field(instant.nullable().optional(), { zh: '截止', en: 'Ends' }),
    madeBy: field(z.string().max(64), { zh: '登记人', en: 'Made by' }, { detailOnly: true }),
    madeAt: field(instant, { zh: '登记时间', en: 'Made at' }, { detailOnly: true }),
    decidedBy: field(text(64), { zh: '决定人', en: 'Decided by' }, { detailOnly: true }),
    decidedAt: field(
      instant.nullable().optional(),
      { zh: '决定时间', en: 'Decided at' },
      { detailOnly: true },
    ),
    closing: field(text(200), { zh: '结束原因', en: 'Why it ended' }, { detailOnly: true }),
  },
  list: {
    filters: ['kind', 'state', 'organisation', 'subject'],
    orders: ['beginsAt', 'endsAt'],
    search: ['id'],
  },
  rights: {
    read: 'relations:read',
    reveal: 'relations:reveal',
    scope: { department: 'organisation', own: 'madeBy' },
    subject: 'subject',
  },
  import: false,
});

/** What personal data may be read for: the city's list. */
export const Purpose = defineRecord({
  name: 'purpose',
  module: 'relations',
  plural: 'purposes',
  table: 'relations.purpose',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  title: { zh: '用途', en: 'Purpose' },
  description: {
    zh: '查看个人信息原文的用途，及各自能看的类别。',
    en: 'What personal data may be seen unmasked for, and which classes each opens.',
  },
  versions: 'valid-time',
  fields: {
    code: field(z.string().max(40), { zh: '代码', en: 'Code' }, { sensitivity: 'public' }),
    titleZh: field(
      z.string().max(80),
      { zh: '名称', en: 'Name in Chinese' },
      { sensitivity: 'public', language: 'zh' },
    ),
    titleEn: field(
      z.string().max(80),
      { zh: '英文名称', en: 'Name' },
      { sensitivity: 'public', language: 'en' },
    ),
    opens: field(
      z.array(z.enum(['personal', 'sensitive'])),
      { zh: '可看的类别', en: 'Opens' },
      {
        sensitivity: 'public',
        names: {
          personal: { zh: '个人信息', en: 'personal' },
          sensitive: { zh: '敏感个人信息', en: 'sensitive personal' },
        },
      },
    ),
    basis: field(z.string().max(200), { zh: '依据', en: 'Basis' }, { sensitivity: 'public' }),
    position: field(z.int(), { zh: '次序', en: 'Position' }, { sensitivity: 'public', detailOnly: true }),
  },
  list: { filters: [], orders: ['position', 'code'], search: ['code', 'titleZh'] },
  rights: { read: 'relations:read', scope: undivided },
  import: false,
});
