import { z } from 'zod';
import { defineRecord, field, reference, type FieldOptions } from '#kernel/record';
import * as names from './names.ts';
import { Item, RowFilter } from './shapes.ts';

export * from './names.ts';
export type { Item, RowFilter } from './shapes.ts';

const organisation = reference('organisations.organisation');
const dataset = reference('catalogue.entry');
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const text = maybe(z.string());
const apart = { detailOnly: true } as const;
const words = (zh: string, en: string, more: FieldOptions = {}) =>
  field(text, { zh, en }, { ...apart, ...more });
const at = (zh: string, en: string, more: FieldOptions = apart) =>
  field(maybe(z.iso.datetime()), { zh, en }, more);

/** One department asks another for items of a dataset: what, what for, on which basis, and what became of it. */
export const SharingRequest = defineRecord({
  module: 'exchange',
  name: 'request',
  plural: 'requests',
  table: 'exchange.request',
  key: 'number',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '共享申请', en: 'Sharing request' },
  description: {
    zh: '部门按目录申请使用另一部门的数据：信息项、用途、依据，以及审查和决定。',
    en: 'A department asks for items of another’s dataset: items, purpose, basis, and what was decided.',
  },
  fields: {
    number: field(z.string().max(40), { zh: '申请编号', en: 'Number' }, { plain: true }),
    dataset: field(dataset, { zh: '数据集', en: 'Dataset' }),
    consumer: field(organisation, { zh: '申请单位', en: 'Asked by' }),
    provider: field(organisation, { zh: '提供单位', en: 'Provider' }),
    state: field(z.enum(names.states), { zh: '状态', en: 'State' }, { names: names.stateNames }),
    items: field(z.array(Item), { zh: '信息项', en: 'Items' }, apart),
    purpose: field(z.string(), { zh: '用途', en: 'Purpose' }, { plain: true }),
    legalBasis: field(z.string(), { zh: '法律依据', en: 'Legal basis' }, apart),
    scenario: field(z.string(), { zh: '应用场景', en: 'Scenario' }, apart),
    system: words('接入系统', 'System', { plain: true }),
    frequency: field(
      z.enum(names.frequencies),
      { zh: '频次', en: 'Frequency' },
      { ...apart, names: names.frequencyNames },
    ),
    way: field(z.enum(names.ways), { zh: '方式', en: 'Way' }, { ...apart, names: names.wayNames }),
    periodFrom: field(z.iso.date(), { zh: '使用起始', en: 'From' }, apart),
    periodUntil: field(z.iso.date(), { zh: '使用截止', en: 'Until' }, apart),
    filter: field(RowFilter, { zh: '行范围', en: 'Rows' }, apart),
    renews: field(maybe(reference('exchange.agreement')), { zh: '续签', en: 'Takes over' }, apart),
    askedBy: words('申请人', 'Asked by (person)', { plain: true }),
    askedAt: at('申请时间', 'Asked at', {}),
    checkedBy: words('审查人', 'Checked by', { plain: true }),
    checkedAt: at('审查时间', 'Checked at'),
    checkedWhy: words('审查意见', 'Words of the check'),
    decidedBy: words('决定人', 'Decided by', { plain: true }),
    decidedAt: at('决定时间', 'Decided at'),
    decidedWhy: words('决定意见', 'Words of the decision'),
    disputedWhy: words('争议理由', 'Why it is disputed'),
    disputedAt: at('提出争议', 'Disputed at'),
    settledBy: words('裁定人', 'Settled by', { plain: true }),
    settledAt: at('裁定时间', 'Settled at'),
    settledWhy: words('裁定意见', 'Words of the settlement'),
    agreement: field(maybe(reference('exchange.agreement')), { zh: '协议', en: 'Agreement' }, apart),
  },
  list: {
    filters: ['state', 'dataset', 'consumer', 'provider', 'askedAt'],
    orders: ['number', 'askedAt'],
    search: ['number'],
  },
  rights: { read: 'exchange:read', scope: { department: ['consumer', 'provider'] } },
  import: false,
});

/** What came of a request: who may read which items of what, for what, until when. Its documents lie beside it, each version. */
export const Agreement = defineRecord({
  module: 'exchange',
  name: 'agreement',
  plural: 'agreements',
  table: 'exchange.agreement',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  title: { zh: '共享协议', en: 'Sharing agreement' },
  description: {
    zh: '可机读的数据使用协议（ODRL 2.2）：网关按它放行，到期或收回即停。',
    en: 'Machine-readable agreement (ODRL 2.2) that the gateway keeps to, until its end or its recall.',
  },
  fields: {
    id: field(z.string().max(40), { zh: '协议编号', en: 'Number' }, { plain: true }),
    dataset: field(dataset, { zh: '数据集', en: 'Dataset' }),
    consumer: field(organisation, { zh: '使用单位', en: 'Consumer' }),
    provider: field(organisation, { zh: '提供单位', en: 'Provider' }),
    state: field(
      z.enum(names.agreementStates),
      { zh: '状态', en: 'State' },
      { names: names.agreementStateNames },
    ),
    purpose: field(z.string(), { zh: '用途', en: 'Purpose' }, { plain: true }),
    items: field(z.array(Item), { zh: '信息项', en: 'Items' }, apart),
    filter: field(RowFilter, { zh: '行范围', en: 'Rows' }, apart),
    way: field(z.enum(names.ways), { zh: '方式', en: 'Way' }, { ...apart, names: names.wayNames }),
    system: words('接入系统', 'System', { plain: true }),
    periodFrom: field(z.iso.date(), { zh: '生效', en: 'From' }, apart),
    periodUntil: field(z.iso.date(), { zh: '到期', en: 'Until' }),
    callsPerMinute: field(z.int(), { zh: '每分钟次数', en: 'Calls a minute' }, apart),
    rowsPerDay: field(z.int(), { zh: '每日行数', en: 'Rows a day' }, apart),
    version: field(z.int(), { zh: '版本', en: 'Version' }, apart),
    digest: field(z.string(), { zh: '摘要（SHA-256）', en: 'SHA-256' }, { ...apart, plain: true }),
    request: field(reference('exchange.request'), { zh: '申请', en: 'Request' }, apart),
    replacedBy: field(maybe(reference('exchange.agreement')), { zh: '续签为', en: 'Taken over by' }, apart),
    recalledBy: words('收回人', 'Recalled by', { plain: true }),
    recalledAt: at('收回时间', 'Recalled at'),
    recalledWhy: words('收回理由', 'Why it was recalled'),
  },
  list: {
    filters: ['state', 'dataset', 'consumer', 'provider', 'periodUntil'],
    orders: ['id', 'periodUntil'],
    search: ['id'],
  },
  rights: { read: 'exchange:read', scope: { department: ['consumer', 'provider'] } },
  import: false,
});

/** A consumer says what is wrong with a row that it was given (校核). */
export const Report = defineRecord({
  module: 'exchange',
  name: 'report',
  plural: 'reports',
  table: 'exchange.report',
  key: 'number',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '校核意见', en: 'Error report' },
  description: {
    zh: '使用单位指出收到的数据哪里不对；提供单位核对并答复，属实的转为问题数据。',
    en: 'What a consumer found wrong in the rows it was given; the provider looks and answers, and what is borne out becomes a finding.',
  },
  fields: {
    number: field(z.string().max(40), { zh: '编号', en: 'Number' }, { plain: true }),
    agreement: field(reference('exchange.agreement'), { zh: '协议', en: 'Agreement' }),
    dataset: field(dataset, { zh: '数据集', en: 'Dataset' }),
    consumer: field(organisation, { zh: '提出单位', en: 'Reported by' }),
    provider: field(organisation, { zh: '提供单位', en: 'Provider' }),
    state: field(z.enum(names.reportStates), { zh: '状态', en: 'State' }, { names: names.reportStateNames }),
    rowKey: field(
      z.string(),
      { zh: '记录编号', en: 'Row key' },
      { ...apart, sensitivity: 'personal', mask: 'account' },
    ),
    item: field(z.string(), { zh: '信息项', en: 'Item' }, { plain: true }),
    wrong: field(z.string(), { zh: '问题', en: 'What is wrong' }, apart),
    reportedBy: words('提出人', 'Reported by (person)', { plain: true }),
    reportedAt: at('提出时间', 'Reported at', {}),
    answer: words('答复', 'Answer'),
    answeredBy: words('答复人', 'Answered by', { plain: true }),
    answeredAt: at('答复时间', 'Answered at'),
  },
  list: {
    filters: ['state', 'dataset', 'consumer', 'provider', 'agreement'],
    orders: ['number', 'reportedAt'],
    search: ['number'],
  },
  rights: {
    read: 'exchange:read',
    reveal: 'exchange:decide',
    scope: { department: ['consumer', 'provider'] },
  },
  import: false,
});
