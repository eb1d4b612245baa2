import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import * as names from './names.ts';

export * from './names.ts';

const internal = { sensitivity: 'internal' } as const;
const noted = { ...internal, computed: true } as const;
const Name = z.string().trim().min(1).max(100);

/** An exchange node: the same program at a department or a higher level. */
export const ExchangeNode = defineRecord({
  module: 'nodes',
  name: 'node',
  plural: 'nodes',
  table: 'nodes.node',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'none',
  title: { zh: '前置机', en: 'Exchange node' },
  description: {
    zh: '装在部门或上级的同一套程序：存储转发，断网数日不丢不重，按协议取数，收回按租约生效。',
    en: 'The same program at a department or a higher level: it stores and forwards, survives days offline, holds rows by agreement and under a lease.',
  },
  fields: {
    code: field(
      z
        .string()
        .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
        .max(60),
      { zh: '编码', en: 'Code' },
      { ...internal, hint: { zh: '小写字母、数字和 -', en: 'small letters, digits and -' } },
    ),
    titleZh: field(Name, { zh: '名称', en: 'Name in Chinese' }, { ...internal, language: 'zh' }),
    titleEn: field(Name, { zh: '英文名称', en: 'Name' }, { ...internal, language: 'en' }),
    owner: field(reference('organisations.organisation'), { zh: '所属单位', en: 'Owner' }, internal),
    role: field(z.enum(names.roles), { zh: '类型', en: 'Kind' }, { ...internal, names: names.roleNames }),
    way: field(z.enum(names.ways), { zh: '往来方式', en: 'Way' }, { ...internal, names: names.wayNames }),
    datasets: field(
      z.array(z.string().max(64)).max(200),
      { zh: '可上传的数据集', en: 'Datasets that it may send' },
      {
        ...internal,
        detailOnly: true,
        hint: {
          zh: '数据集编码；部门前置机只能上传本单位的数据集',
          en: 'Codes of datasets; a node of a department sends its own alone',
        },
      },
    ),
    shared: field(
      z.array(z.string().max(64)).max(50).optional(),
      { zh: '两端都维护的数据集', en: 'Datasets kept at both ends' },
      {
        ...internal,
        detailOnly: true,
        hint: {
          zh: '本单位提供的数据集编码；两端的改动互相送达，冲突记入冲突日志',
          en: 'Codes of datasets that its owner provides; changes go both ways, conflicts are logged',
        },
      },
    ),
    authority: field(
      z.enum(names.sides).optional(),
      { zh: '冲突时以谁为准', en: 'Whose word counts in a conflict' },
      { ...internal, detailOnly: true, names: names.sideNames },
    ),
    state: field(z.enum(names.states), { zh: '状态', en: 'State' }, { ...noted, names: names.stateNames }),
    lastSeenAt: field(z.iso.datetime().nullable().optional(), { zh: '最近联系', en: 'Last seen' }, noted),
    waiting: field(
      z.number().int().nullable().optional(),
      { zh: '待送件数', en: 'Waiting to be sent' },
      noted,
    ),
    clockOffset: field(
      z.number().int().nullable().optional(),
      { zh: '时钟快慢（秒）', en: 'Clock is ahead by (s)' },
      noted,
    ),
    keyUntil: field(
      z.iso.datetime().nullable().optional(),
      { zh: '密钥有效至', en: 'Key holds until' },
      { ...noted, detailOnly: true },
    ),
    version: field(
      z.string().nullable().optional(),
      { zh: '版本', en: 'Version' },
      { ...noted, detailOnly: true, plain: true },
    ),
  },
  list: {
    filters: ['state', 'role', 'way', 'owner'],
    orders: ['code', 'lastSeenAt'],
    search: ['code', 'titleZh', 'titleEn'],
  },
  rights: { read: 'nodes:read', write: 'nodes:enrol', scope: { department: 'owner' } },
});
