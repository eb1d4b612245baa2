import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { accountKinds, conflictStates } from './names.ts';

export { Kiosk } from './kiosk/records.ts';
export { Risk } from './risk/records.ts';

const rights = {
  read: 'identity:manage',
  write: 'identity:manage',
  reveal: 'identity:manage',
  scope: undivided,
} as const;

/** Somebody who may sign in. What they sign in with lies in tables of its own and is in no row of this record. */
export const Account = defineRecord({
  name: 'account',
  module: 'identity',
  plural: 'accounts',
  table: 'identity.account',
  key: 'account',
  label: 'account',
  title: { zh: '账户', en: 'Account' },
  versions: 'valid-time',
  fields: {
    account: field(
      z.string().regex(/^[a-z][a-z0-9.-]{2,31}$/),
      { zh: '账户', en: 'Account' },
      { sensitivity: 'internal' },
    ),
    name: field(
      z.string().min(1).max(64),
      { zh: '姓名', en: 'Name' },
      { sensitivity: 'personal', mask: 'name' },
    ),
    kind: field(
      z.enum(['official', 'citizen', 'agent', 'contractor']),
      { zh: '类别', en: 'Kind' },
      { names: accountKinds },
    ),
    suspended: field(z.boolean(), { zh: '停用', en: 'Suspended' }),
    supervisor: field(z.string().max(32).optional(), {
      zh: '监管人（外包）',
      en: 'Supervised by (contractors)',
    }),
    expiresOn: field(z.iso.date().optional(), { zh: '到期日（外包）', en: 'Last day (contractors)' }),
  },
  list: { filters: ['kind', 'suspended'], orders: ['account'], search: ['account'] },
  rights,
});

/** What an account does where: one person may hold several posts (一人多岗) and acts in one at a time. */
export const Post = defineRecord({
  name: 'post',
  module: 'identity',
  plural: 'posts',
  table: 'identity.post',
  key: 'code',
  label: 'code',
  title: { zh: '岗位', en: 'Post' },
  versions: 'valid-time',
  fields: {
    code: field(z.string().regex(/^[a-z0-9][a-z0-9.-]{1,63}$/), { zh: '编码', en: 'Code' }),
    account: field(reference('identity.account'), { zh: '账户', en: 'Account' }),
    organisation: field(reference('organisations.organisation').optional(), {
      zh: '单位',
      en: 'Organisation',
    }),
    role: field(z.string().min(1).max(64), { zh: '角色', en: 'Role' }),
    division: field(reference('organisations.division').optional(), { zh: '区划', en: 'Division' }),
  },
  list: { filters: ['account', 'organisation', 'role'], orders: ['code', 'account'], search: ['code'] },
  rights: { ...rights },
});

/** Two accounts that claim one person, until somebody has looked into it. */
export const Conflict = defineRecord({
  name: 'conflict',
  module: 'identity',
  plural: 'conflicts',
  table: 'identity.conflict',
  key: 'id',
  label: 'id',
  title: { zh: '实名冲突', en: 'Conflict of accounts' },
  description: {
    zh: '一个身份号码对应两个账户，由人核实后归并或拒绝。',
    en: 'One identity number claimed for two accounts, until somebody has looked into it.',
  },
  versions: 'valid-time',
  fields: {
    id: field(z.string().max(40), { zh: '编号', en: 'Number' }, { sensitivity: 'internal' }),
    foundAt: field(z.iso.datetime(), { zh: '发现时间', en: 'Found' }, { sensitivity: 'internal' }),
    byWayOf: field(z.string().max(64), { zh: '来源', en: 'By way of' }, { sensitivity: 'internal' }),
    accounts: field(z.array(z.string()), { zh: '涉及账户', en: 'Accounts' }, { sensitivity: 'internal' }),
    level: field(
      z.number().int().min(1).max(3),
      { zh: '对方实名等级', en: 'Level that was told' },
      { sensitivity: 'internal' },
    ),
    state: field(
      z.enum(['open', 'tied', 'refused']),
      { zh: '状态', en: 'State' },
      { sensitivity: 'internal', names: conflictStates },
    ),
    decidedFor: field(
      z.string().nullable().optional(),
      { zh: '归于账户', en: 'Tied to' },
      { sensitivity: 'internal' },
    ),
    reasonGiven: field(
      z.string().nullable().optional(),
      { zh: '理由', en: 'Reason' },
      { sensitivity: 'internal', detailOnly: true },
    ),
  },
  list: { filters: ['state'], orders: ['foundAt'] },
  rights: { read: 'identity:verify', scope: undivided },
  import: false,
});
