import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { adapterKinds, AdapterSettings } from './shapes.ts';
import * as names from './names.ts';
import { settingsParts } from './settings-parts.ts';

const internal = { sensitivity: 'internal' } as const;
const detail = { sensitivity: 'internal', detailOnly: true } as const;
const reckoned = { sensitivity: 'internal', computed: true } as const;
const Code = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(60);
const Name = z.string().trim().min(1).max(100);
const rights = {
  read: 'applications:read',
  write: 'applications:write',
  scope: { department: 'owner' },
} as const;

/** A system that the city has: whose it is, where it stands, how people get in, what will replace it. */
export const System = defineRecord({
  module: 'applications',
  name: 'system',
  plural: 'systems',
  table: 'applications.system',
  key: 'code',
  label: 'nameZh',
  labelEn: 'nameEn',
  versions: 'valid-time',
  title: { zh: '既有系统', en: 'System' },
  fields: {
    code: field(Code, { zh: '编码', en: 'Code' }, detail),
    nameZh: field(Name, { zh: '名称', en: 'Name in Chinese' }, { ...internal, language: 'zh' }),
    nameEn: field(Name, { zh: '英文名称', en: 'Name' }, { ...internal, language: 'en' }),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }, internal),
    purpose: field(z.string().max(500), { zh: '用途', en: 'Purpose' }, detail),
    vendorKind: field(
      z.enum(names.vendorKinds).optional(),
      { zh: '建设方式', en: 'Made by' },
      { ...detail, names: names.vendorKindNames },
    ),
    address: field(
      z
        .url({ protocol: /^https?$/ })
        .max(300)
        .optional(),
      { zh: '地址', en: 'Address' },
      { ...detail, hint: { zh: '打开它的网址', en: 'Where a browser opens it' } },
    ),
    healthPath: field(
      z.string().regex(/^\//).max(200).optional(),
      { zh: '探测路径', en: 'Path that is looked at' },
      {
        ...detail,
        hint: {
          zh: '定时访问它看系统是否正常；为空时访问首页',
          en: 'Asked at times to see that it lives; its first page when empty',
        },
      },
    ),
    signOn: field(
      z.enum(names.signOns),
      { zh: '登录方式', en: 'Sign-on' },
      { ...internal, names: names.signOnNames },
    ),
    protection: field(
      z.enum(names.protections).optional(),
      { zh: '等保级别', en: 'Protection level' },
      { ...detail, names: names.protectionNames },
    ),
    audience: field(
      z.enum(names.audiences),
      { zh: '面向', en: 'For' },
      { ...detail, names: names.audienceNames },
    ),
    state: field(z.enum(names.states), { zh: '状态', en: 'State' }, { ...internal, names: names.stateNames }),
    replacedBy: field(z.string().max(200).optional(), { zh: '由什么取代', en: 'Replaced by' }, detail),
    contact: field(z.string().max(200).optional(), { zh: '开户与咨询', en: 'Who grants accounts' }, detail),
    clause: field(
      z.string().max(40).optional(),
      { zh: '出处', en: 'Clause of the plan' },
      { ...detail, plain: true },
    ),
    inside: field(
      z.boolean().optional(),
      { zh: '在本市内网', en: "In the city's network" },
      { ...reckoned, detailOnly: true },
    ),
    application: field(
      z.string().optional(),
      { zh: '单点登录应用', en: 'Application' },
      { ...reckoned, detailOnly: true },
    ),
    health: field(
      z.enum(names.healths).optional(),
      { zh: '运行', en: 'Health' },
      { ...reckoned, names: names.healthNames },
    ),
    healthSince: field(
      z.iso.datetime().optional(),
      { zh: '该运行状态始于', en: 'In that state since' },
      { ...reckoned, detailOnly: true },
    ),
  },
  list: {
    filters: ['owner', 'state', 'signOn', 'health'],
    orders: ['code'],
    search: ['code', 'nameZh', 'nameEn'],
    columns: ['nameZh', 'nameEn', 'owner', 'signOn', 'state', 'health'],
  },
  rights,
});

/** One way by which data go into or out of a system. */
export const Interface = defineRecord({
  module: 'applications',
  name: 'interface',
  plural: 'interfaces',
  table: 'applications.interface',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '系统接口', en: 'Interface' },
  fields: {
    code: field(Code, { zh: '编码', en: 'Code' }, detail),
    system: field(reference('applications.system'), { zh: '系统', en: 'System' }, internal),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }, internal),
    titleZh: field(Name, { zh: '名称', en: 'Name in Chinese' }, { ...internal, language: 'zh' }),
    titleEn: field(Name, { zh: '英文名称', en: 'Name' }, { ...internal, language: 'en' }),
    kind: field(
      z.enum(names.interfaceKinds),
      { zh: '类型', en: 'Kind' },
      { ...internal, names: names.interfaceKindNames },
    ),
    direction: field(
      z.enum(names.directions),
      { zh: '方向', en: 'Direction' },
      { ...internal, names: names.directionNames },
    ),
    gives: field(z.string().max(500), { zh: '数据内容', en: 'Data' }, detail),
    entry: field(
      reference('catalogue.entry').optional(),
      { zh: '对应目录条目', en: 'Catalogue entry it feeds' },
      { ...detail, unchecked: true },
    ),
    contact: field(z.string().max(200).optional(), { zh: '联系方式', en: 'Contact' }, detail),
  },
  list: {
    filters: ['system', 'owner', 'kind', 'direction'],
    orders: ['code'],
    search: ['code', 'titleZh', 'titleEn'],
  },
  rights,
});

/** Under which name an official is known in a system. Without one they are not let in, and told who grants it. */
export const Access = defineRecord({
  module: 'applications',
  name: 'access',
  plural: 'accesses',
  table: 'applications.access',
  key: 'id',
  label: 'account',
  versions: 'valid-time',
  title: { zh: '系统账户对应', en: 'Account in a system' },
  fields: {
    id: field(
      z.string().max(120),
      { zh: '标识', en: 'Id' },
      { ...detail, hint: { zh: '系统编码:账户', en: 'system:account' } },
    ),
    system: field(reference('applications.system'), { zh: '系统', en: 'System' }, internal),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }, internal),
    account: field(z.string().max(64), { zh: '本平台账户', en: 'Account here' }, internal),
    there: field(z.string().trim().min(1).max(100), { zh: '该系统账户', en: 'Account there' }, internal),
  },
  list: { filters: ['system', 'account', 'owner'], orders: ['id'], search: ['account', 'there'] },
  rights,
});

/** Where a system's to-dos or messages are fetched, by which adapter, and how that goes. */
export const Feed = defineRecord({
  module: 'applications',
  name: 'feed',
  plural: 'feeds',
  table: 'applications.feed',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '待办与消息来源', en: 'Feed of to-dos and messages' },
  fields: {
    code: field(Code, { zh: '编码', en: 'Code' }, detail),
    titleZh: field(Name, { zh: '名称', en: 'Name in Chinese' }, { ...internal, language: 'zh' }),
    titleEn: field(Name, { zh: '英文名称', en: 'Name' }, { ...internal, language: 'en' }),
    system: field(reference('applications.system'), { zh: '系统', en: 'System' }, internal),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }, internal),
    gives: field(
      z.enum(names.givens),
      { zh: '内容', en: 'What it gives' },
      { ...internal, names: names.givenNames },
    ),
    adapter: field(z.string().max(60), { zh: '适配器', en: 'Adapter' }, { ...internal, names: adapterKinds }),
    path: field(
      z.string().regex(/^\//).max(300),
      { zh: '路径', en: 'Path' },
      { ...detail, hint: { zh: '在系统地址之下', en: "Below the system's address" } },
    ),
    settings: field(
      AdapterSettings,
      { zh: '适配设置', en: 'Settings of the adapter' },
      { ...detail, parts: settingsParts },
    ),
    everyMinutes: field(
      z.number().int().min(1).max(1440),
      { zh: '间隔（分钟）', en: 'Every (minutes)' },
      detail,
    ),
    enabled: field(z.boolean(), { zh: '启用', en: 'Enabled' }, internal),
  },
  list: { filters: ['system', 'owner', 'enabled'], orders: ['code'], search: ['code', 'titleZh', 'titleEn'] },
  rights,
});

const counted = { read: 'applications:read', scope: { department: 'owner' } } as const;
const whole = z.number().int().nonnegative();

/** A system's health on one day. */
export const HealthDay = defineRecord({
  module: 'applications',
  name: 'health-day',
  plural: 'health-days',
  table: 'applications.health_day',
  key: 'id',
  label: 'id',
  versions: 'none',
  title: { zh: '每日运行', en: 'Health by day' },
  fields: {
    id: field(z.string(), { zh: '标识', en: 'Id' }, detail),
    system: field(reference('applications.system'), { zh: '系统', en: 'System' }, internal),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }, internal),
    day: field(z.iso.date(), { zh: '日期', en: 'Day' }, internal),
    looks: field(whole, { zh: '探测次数', en: 'Looks' }, internal),
    up: field(whole, { zh: '正常次数', en: 'Of them up' }, internal),
    latencyMs: field(whole.optional(), { zh: '平均响应（毫秒）', en: 'Mean answer (ms)' }, internal),
    slowestMs: field(whole.optional(), { zh: '最慢响应（毫秒）', en: 'Slowest answer (ms)' }, internal),
  },
  list: { filters: ['system', 'owner', 'day'], orders: ['day'] },
  rights: counted,
  import: false,
});

/** How a system was used on one day: counts, and nobody's name. */
export const UseDay = defineRecord({
  module: 'applications',
  name: 'use-day',
  plural: 'use-days',
  table: 'applications.use_day',
  key: 'id',
  label: 'id',
  versions: 'none',
  title: { zh: '每日使用', en: 'Use by day' },
  fields: {
    id: field(z.string(), { zh: '标识', en: 'Id' }, detail),
    system: field(reference('applications.system'), { zh: '系统', en: 'System' }, internal),
    owner: field(reference('organisations.organisation'), { zh: '主管单位', en: 'Owner' }, internal),
    day: field(z.iso.date(), { zh: '日期', en: 'Day' }, internal),
    signOns: field(whole, { zh: '登录次数', en: 'Sign-ons' }, internal),
    persons: field(whole, { zh: '登录人数', en: 'Persons' }, internal),
  },
  list: { filters: ['system', 'owner', 'day'], orders: ['day'] },
  rights: counted,
  import: false,
});
