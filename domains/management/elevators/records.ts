import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { kindNames, resultNames, stateNames } from './names.ts';
import { alarmKinds, LiftCode, AlarmNumber, results } from './shapes.ts';

const organisation = () => reference('organisations.organisation');
const instant = () => z.iso.datetime();

/** A lift with those who answer for it: who made it, maintains it, uses it, watches it. */
export const Lift = defineRecord({
  module: 'elevators',
  name: 'lift',
  plural: 'lifts',
  table: 'elevators.lift',
  key: 'code',
  label: 'address',
  versions: 'valid-time',
  title: { zh: '电梯', en: 'Lift' },
  description: {
    zh: '电梯一梯一档：地点、制造、维保、使用单位，检验和远程监测。',
    en: 'One row a lift: where it is, who answers for it, its inspections, whether it is monitored.',
  },
  fields: {
    code: field(
      LiftCode,
      { zh: '电梯编号', en: 'Lift number' },
      { aliases: ['设备注册代码', '设备代码', '编号'] },
    ),
    address: field(
      z.string().min(2).max(200),
      { zh: '地点', en: 'Place' },
      { aliases: ['地址', '使用地点'] },
    ),
    division: field(
      reference('organisations.division'),
      { zh: '所在村社区', en: 'Village or community' },
      { aliases: ['区划代码', '村社区代码'] },
    ),
    maker: field(z.string().min(2).max(200), { zh: '制造单位', en: 'Maker' }, { aliases: ['制造厂家'] }),
    maintainer: field(
      organisation(),
      { zh: '维保单位', en: 'Maintainer' },
      { aliases: ['维护保养单位', '维保单位代码'] },
    ),
    userUnit: field(
      organisation(),
      { zh: '使用单位', en: 'User (property)' },
      { aliases: ['物业单位', '使用单位代码'] },
    ),
    inUseSince: field(z.iso.date(), { zh: '投用日期', en: 'In use since' }, { aliases: ['投入使用日期'] }),
    inspectedOn: field(z.iso.date().nullable().optional(), { zh: '上次检验日期', en: 'Last inspected on' }),
    inspectBy: field(
      z.iso.date(),
      { zh: '下次检验日期', en: 'Inspect by' },
      { aliases: ['检验有效期至'], hint: { zh: '到这一天为止有效', en: 'Good until the end of this day' } },
    ),
    monitored: field(z.boolean(), { zh: '已接入监测', en: 'Monitored' }, { aliases: ['是否监测'] }),
    monitoredBy: field(
      organisation().nullable().optional(),
      { zh: '监测单位', en: 'Monitored by' },
      { aliases: ['监测单位代码'] },
    ),
  },
  list: {
    filters: ['monitored', 'maintainer', 'userUnit', 'monitoredBy', 'division', 'inspectBy', 'inUseSince'],
    orders: ['code', 'inspectBy'],
    search: ['code', 'address'],
    columns: [
      'code',
      'address',
      'division',
      'maintainer',
      'userUnit',
      'inUseSince',
      'inspectBy',
      'monitored',
    ],
  },
  rights: {
    read: 'elevators:read',
    write: 'elevators:write',
    scope: { department: 'userUnit', division: 'division' },
  },
});

/** What a monitoring company told of a lift, and what its maintainer did about it. */
export const Alarm = defineRecord({
  module: 'elevators',
  name: 'alarm',
  plural: 'alarms',
  table: 'elevators.alarm',
  key: 'id',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '电梯报警', en: 'Lift alarm' },
  description: {
    zh: '监测单位报送的报警和维保单位的处置，只进不改。',
    en: 'Alarms told by monitoring companies and what maintainers did; none is changed by hand.',
  },
  fields: {
    id: field(z.string(), { zh: '标识', en: 'Id' }, { detailOnly: true }),
    number: field(AlarmNumber, { zh: '报警编号', en: 'Alarm number' }),
    company: field(organisation(), { zh: '监测单位', en: 'Monitored by' }, { detailOnly: true }),
    lift: field(reference('elevators.lift'), { zh: '电梯', en: 'Lift' }),
    kind: field(z.enum(alarmKinds), { zh: '种类', en: 'Kind' }, { names: kindNames }),
    state: field(z.enum(['open', 'closed']), { zh: '状态', en: 'State' }, { names: stateNames }),
    occurredAt: field(instant(), { zh: '发生时间', en: 'Happened at' }),
    receivedAt: field(instant(), { zh: '收到时间', en: 'Received at' }, { detailOnly: true }),
    endedAt: field(
      instant().nullable().optional(),
      { zh: '报警解除时间', en: 'Signal ended at' },
      { detailOnly: true },
    ),
    maintainer: field(organisation(), { zh: '维保单位', en: 'Maintainer' }),
    userUnit: field(organisation(), { zh: '使用单位', en: 'User (property)' }, { detailOnly: true }),
    result: field(
      z.enum(results).nullable().optional(),
      { zh: '结果', en: 'Result' },
      { names: resultNames },
    ),
    done: field(
      z.string().max(500).nullable().optional(),
      { zh: '处置情况', en: 'What was done' },
      { detailOnly: true },
    ),
    closedAt: field(
      instant().nullable().optional(),
      { zh: '处置时间', en: 'Closed at' },
      { detailOnly: true },
    ),
  },
  list: {
    filters: ['state', 'kind', 'lift', 'maintainer', 'userUnit', 'company', 'occurredAt', 'result'],
    orders: ['occurredAt', 'id'],
    search: ['number', 'lift'],
    columns: ['number', 'lift', 'kind', 'state', 'occurredAt', 'maintainer', 'result'],
  },
  rights: { read: 'elevators:read', scope: { department: 'maintainer' } },
  import: false,
});
