import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { requestStates } from './states.ts';

const open = { sensitivity: 'public' } as const;
const detail = { ...open, detailOnly: true } as const;
const instant = () => z.iso.datetime().nullable().optional();

/** What somebody asked for that is open on request, and what its provider decided. */
export const AccessRequest = defineRecord({
  module: 'open-data',
  name: 'request',
  plural: 'requests',
  table: 'open_data.request',
  key: 'id',
  label: 'title',
  versions: 'none',
  import: false,
  title: { zh: '开放数据申请', en: 'Request for open data' },
  description: {
    zh: '对有条件开放数据的申请：谁、为什么、怎样使用、多久，以及提供方的决定。',
    en: 'Requests for what is open on conditions - who, why, for what use and how long, and the decision.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    title: field(z.string(), { zh: '资源', en: 'Resource' }, open),
    release: field(
      reference('open-data.release'),
      { zh: '资源代码', en: 'Resource code' },
      { ...detail, unchecked: true },
    ),
    provider: field(reference('organisations.organisation'), { zh: '提供方', en: 'Provider' }, open),
    account: field(
      z.string(),
      { zh: '经办账户', en: 'Account' },
      { sensitivity: 'personal', mask: 'hidden', detailOnly: true },
    ),
    applicantKind: field(
      z.enum(['person', 'company']),
      { zh: '申请方类别', en: 'Applicant is' },
      {
        ...open,
        names: { person: { zh: '个人', en: 'a person' }, company: { zh: '企业', en: 'a company' } },
      },
    ),
    applicant: field(
      z.string(),
      { zh: '申请方标识', en: 'Key of the applicant' },
      { sensitivity: 'personal', mask: 'hidden', detailOnly: true },
    ),
    applicantName: field(z.string(), { zh: '申请方', en: 'Applicant' }, open),
    purpose: field(z.string(), { zh: '用途', en: 'Purpose' }, detail),
    usage: field(z.string(), { zh: '使用方式', en: 'How it is used' }, detail),
    months: field(z.int(), { zh: '申请期限（月）', en: 'Asked for (months)' }, detail),
    askedAt: field(z.iso.datetime(), { zh: '申请时间', en: 'Asked' }, open),
    state: field(
      z.enum(['asked', 'granted', 'refused', 'withdrawn', 'recalled']),
      { zh: '状态', en: 'State' },
      { ...open, names: requestStates },
    ),
    decidedBy: field(z.string().nullable().optional(), { zh: '决定人', en: 'Decided by' }, detail),
    decidedAt: field(instant(), { zh: '决定时间', en: 'Decided' }, open),
    terms: field(z.string().nullable().optional(), { zh: '使用条件', en: 'Terms' }, detail),
    until: field(instant(), { zh: '有效期至', en: 'Until' }, open),
    why: field(z.string().nullable().optional(), { zh: '理由', en: 'Reason' }, detail),
  },
  list: {
    filters: ['state', 'provider'],
    orders: ['askedAt'],
    columns: ['title', 'applicantName', 'provider', 'state', 'askedAt', 'until'],
  },
  rights: {
    read: 'open-data:grant',
    reveal: 'open-data:reveal',
    subject: 'account',
    scope: { department: 'provider' },
  },
});
