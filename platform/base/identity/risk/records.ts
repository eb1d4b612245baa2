import { z } from 'zod';
import { defineRecord, field, undivided } from '#kernel/record';
import { riskKinds, riskLevels } from './rules.ts';
import { riskKindNames, riskLevelNames } from './words.ts';

const internal = { sensitivity: 'internal' } as const;

/** What happened to accounts that somebody who watches over the platform should know of. */
export const Risk = defineRecord({
  name: 'risk',
  module: 'identity',
  plural: 'risks',
  table: 'identity.risk',
  key: 'id',
  label: 'reasonZh',
  labelEn: 'reasonEn',
  title: { zh: '账户风险', en: 'Risk to accounts' },
  description: {
    zh: '登录失败与锁定、新设备新网络、撞库、权限变更、应急破例、清除第二重验证；高风险成为任务。',
    en: 'Failed sign-ins and lock-outs, new devices and networks, sprays, changes of rights, broken glass, second factors reset; high ones become tasks.',
  },
  versions: 'none',
  fields: {
    id: field(z.string().max(40), { zh: '编号', en: 'Number' }, { ...internal, detailOnly: true }),
    at: field(z.iso.datetime(), { zh: '时间', en: 'When' }, internal),
    level: field(z.enum(riskLevels), { zh: '级别', en: 'Level' }, { ...internal, names: riskLevelNames }),
    kind: field(z.enum(riskKinds), { zh: '类别', en: 'Kind' }, { ...internal, names: riskKindNames }),
    reasonZh: field(z.string(), { zh: '原因', en: 'Reason in Chinese' }, { ...internal, language: 'zh' }),
    reasonEn: field(z.string(), { zh: '英文', en: 'Reason' }, { ...internal, language: 'en' }),
    account: field(z.string().nullable().optional(), { zh: '账户', en: 'Account' }, internal),
    place: field(z.string().nullable().optional(), { zh: '网络', en: 'Network' }, internal),
    device: field(z.string().nullable().optional(), { zh: '设备', en: 'Device' }, internal),
    seenAt: field(z.iso.datetime().nullable().optional(), { zh: '查看时间', en: 'Looked into' }, internal),
    seenBy: field(
      z.string().nullable().optional(),
      { zh: '查看人', en: 'By' },
      { ...internal, detailOnly: true },
    ),
    finding: field(
      z.string().nullable().optional(),
      { zh: '结论', en: 'What came of it' },
      { ...internal, detailOnly: true },
    ),
  },
  list: { filters: ['level', 'kind', 'account', 'place'], orders: ['at'] },
  rights: { read: 'identity:risks', scope: undivided },
  import: false,
});
