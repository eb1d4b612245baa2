import { z } from 'zod';
import { defineRecord, field, reference, type FieldOptions } from '#kernel/record';
import * as names from './names.ts';

export * from './names.ts';

const organisation = reference('organisations.organisation');
const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const Digest = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^[0-9a-f]{64}$/);
const Rows = z.number().int().min(0).max(1_000_000_000);
const Label = z.string().trim().min(1).max(60);
const instant = maybe(z.iso.datetime());
const noted = { computed: true, detailOnly: true } as const;
const text = maybe(z.string());
const at = (zh: string, en: string, more: FieldOptions = {}) =>
  field(instant, { zh, en }, { ...noted, ...more });
const person = (zh: string, en: string) => field(text, { zh, en }, { ...noted, plain: true });

/** A file that a bureau had brought by a person: what its slip says, what was read, what became of both. */
export const HandOver = defineRecord({
  module: 'handover',
  name: 'hand-over',
  plural: 'hand-overs',
  table: 'handover.hand_over',
  key: 'number',
  label: 'number',
  versions: 'valid-time',
  title: { zh: '数据交接', en: 'Hand-over' },
  description: {
    zh: '不能联网的单位派人送来的数据：交接单、介质、封条、校验、入库和介质的去向。',
    en: 'Data that a bureau which may not connect had brought by a person: slip, medium, seal, check, intake, and where the medium went.',
  },
  fields: {
    number: field(
      z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{2,39}$/),
      { zh: '交接单编号', en: 'Number of the slip' },
      { hint: { zh: '字母、数字和 -，如 GA-2026-017', en: 'Letters, digits and -: GA-2026-017' } },
    ),
    dataset: field(reference('catalogue.entry'), { zh: '数据集', en: 'Dataset' }),
    owner: field(organisation, { zh: '移交单位', en: 'Handed over by' }, { computed: true }),
    desk: field(organisation, { zh: '接收单位', en: 'Received by' }, noted),
    courier: field(
      words(60),
      { zh: '送交人', en: 'Brought by' },
      { sensitivity: 'personal', mask: 'name', detailOnly: true },
    ),
    handedOn: field(z.iso.date(), { zh: '交接日期', en: 'Brought on' }),
    mediumKind: field(
      z.enum(names.mediumKinds),
      { zh: '介质', en: 'Medium' },
      { names: names.mediumKindNames },
    ),
    mediumNumber: field(
      Label,
      { zh: '介质编号', en: 'Number of the medium' },
      { plain: true, hint: { zh: '介质上的资产编号或序列号', en: 'The inventory or serial number on it' } },
    ),
    sealState: field(
      z.enum(names.sealStates),
      { zh: '封条', en: 'Seal' },
      { names: names.sealStateNames, detailOnly: true },
    ),
    sealNumber: field(
      maybe(Label),
      { zh: '封条编号', en: 'Number of the seal' },
      { plain: true, detailOnly: true },
    ),
    statedDigest: field(
      Digest,
      { zh: '交接单上的校验值', en: 'Digest on the slip' },
      { plain: true, detailOnly: true, hint: { zh: 'SHA-256，64 位', en: 'SHA-256, 64 characters' } },
    ),
    statedRows: field(
      Rows,
      { zh: '交接单上的行数', en: 'Rows on the slip' },
      { detailOnly: true, hint: { zh: '不含表头', en: 'Without the header' } },
    ),
    purpose: field(words(500), { zh: '用途', en: 'Purpose' }, { detailOnly: true }),
    legalBasis: field(
      words(500),
      { zh: '法律依据', en: 'Legal basis' },
      { detailOnly: true, hint: { zh: '法规名称和条款', en: 'The law and its article' } },
    ),
    state: field(
      z.enum(names.states),
      { zh: '状态', en: 'State' },
      { computed: true, names: names.stateNames },
    ),
    differences: field(
      z.array(z.enum(names.differences)),
      { zh: '不符之处', en: 'What differs' },
      { ...noted, names: names.differenceNames },
    ),
    noteZh: field(text, { zh: '说明', en: 'Note in Chinese' }, { ...noted, language: 'zh' }),
    noteEn: field(text, { zh: '英文说明', en: 'Note' }, { ...noted, language: 'en' }),
    filename: field(text, { zh: '文件名', en: 'File' }, { ...noted, plain: true }),
    receivedDigest: field(text, { zh: '实收校验值', en: 'Digest of what came' }, { ...noted, plain: true }),
    receivedRows: field(maybe(Rows), { zh: '实收行数', en: 'Rows that came' }, noted),
    receivedBytes: field(maybe(z.number().int()), { zh: '字节', en: 'Bytes' }, noted),
    receivedBy: person('读入人', 'Read in by'),
    receivedAt: at('读入时间', 'Read in at'),
    receipt: field(maybe(reference('documents.paper')), { zh: '回执', en: 'Receipt' }, noted),
    decision: field(
      maybe(z.enum(names.decisions)),
      { zh: '处理', en: 'Decision' },
      { ...noted, names: names.decisionNames },
    ),
    decidedBy: person('处理人', 'Decided by'),
    decidedAt: at('处理时间', 'Decided at'),
    decidedWhy: field(text, { zh: '理由', en: 'Reason' }, noted),
    restatedDigest: field(text, { zh: '更正后的校验值', en: 'Corrected digest' }, { ...noted, plain: true }),
    restatedRows: field(maybe(Rows), { zh: '更正后的行数', en: 'Corrected rows' }, noted),
    restatedPaper: field(text, { zh: '更正依据', en: 'Corrected by the paper' }, { ...noted, plain: true }),
    batch: person('批次', 'Batch'),
    mediumState: field(
      z.enum(names.mediumStates),
      { zh: '介质去向', en: 'Where the medium is' },
      { computed: true, names: names.mediumStateNames },
    ),
    mediumHow: field(text, { zh: '退还或销毁情况', en: 'How it went' }, noted),
    signedBy: person('第一签字人', 'First signature'),
    signedAt: at('第一次签字', 'First signed at'),
    countersignedBy: person('第二签字人', 'Second signature'),
    countersignedAt: at('第二次签字', 'Signed again at'),
  },
  list: {
    filters: ['state', 'owner', 'dataset', 'mediumState', 'mediumKind', 'handedOn'],
    orders: ['handedOn', 'number'],
    search: ['number', 'mediumNumber'],
  },
  rights: {
    read: 'handover:read',
    write: 'handover:receive',
    reveal: 'handover:reveal',
    scope: { department: ['owner', 'desk'] },
  },
});
