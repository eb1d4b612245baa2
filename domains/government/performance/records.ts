import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import {
  causeNames,
  causes,
  judgementKindNames,
  judgementKinds,
  judgementStateNames,
  judgementStates,
  resultStateNames,
  resultStates,
  schemeStateNames,
  schemeStates,
} from './names.ts';
import { EvidenceFile, SchemeCode, SchemeDefinition } from './shapes.ts';

export { Appeal } from './appeals/record.ts';
export { Supervision } from './supervision/record.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const detail = { detailOnly: true } as const;
const organisation = () => reference('organisations.organisation');
const instant = () => maybe(z.iso.datetime());
const scheme = () => reference('performance.scheme');
const titles = {
  titleZh: field(words(200), { zh: '名称', en: 'Name in Chinese' }, { language: 'zh' }),
  titleEn: field(words(200), { zh: '英文名称', en: 'Name' }, { language: 'en' }),
} as const;

/** By what units are evaluated over a period; changed by people alone, every version kept. */
export const Scheme = defineRecord({
  module: 'performance',
  name: 'scheme',
  plural: 'schemes',
  table: 'performance.scheme',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '考评方案', en: 'Evaluation scheme' },
  description: {
    zh: '考评谁、哪一段时期、用哪些指标和举证、权重怎样来；修改留痕。',
    en: 'Who is evaluated over which period, by which measures and evidence, and where the weights come from; with history.',
  },
  fields: {
    code: field(SchemeCode, { zh: '代码', en: 'Code' }, { plain: true }),
    ...titles,
    state: field(z.enum(schemeStates), { zh: '状态', en: 'State' }, { names: schemeStateNames }),
    begins: field(z.iso.date(), { zh: '起', en: 'From' }),
    ends: field(z.iso.date(), { zh: '止', en: 'To' }),
    office: field(organisation(), { zh: '考评单位', en: 'Office' }),
    units: field(z.int(), { zh: '被考评单位数', en: 'Units evaluated' }),
    definition: field(
      SchemeDefinition.meta({ kind: 'object' }),
      { zh: '方案内容', en: 'Definition' },
      detail,
    ),
    openedAt: field(instant(), { zh: '开始收集', en: 'Opened at' }, detail),
  },
  list: { filters: ['state', 'office'], orders: ['code', 'begins'], search: ['code', 'titleZh', 'titleEn'] },
  rights: { read: 'performance:read', scope: undivided },
});

/** What a unit shows of a criterion and what the office makes of it; points added and taken off too. */
export const Judgement = defineRecord({
  module: 'performance',
  name: 'judgement',
  plural: 'judgements',
  table: 'performance.judgement',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '举证与评分', en: 'Evidence and score' },
  description: {
    zh: '被考评单位的举证和自评，考评单位的评分、加分、扣分和理由。',
    en: 'Evidence and own score of a unit, and the score, bonus or deduction of the office with its reason.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    ...titles,
    scheme: field(scheme(), { zh: '方案', en: 'Scheme' }),
    unit: field(organisation(), { zh: '被考评单位', en: 'Unit' }),
    office: field(organisation(), { zh: '考评单位', en: 'Office' }, detail),
    kind: field(z.enum(judgementKinds), { zh: '种类', en: 'Kind' }, { names: judgementKindNames }),
    criterion: field(z.string(), { zh: '指标项', en: 'Criterion' }, { plain: true, ...detail }),
    state: field(z.enum(judgementStates), { zh: '状态', en: 'State' }, { names: judgementStateNames }),
    asksZh: field(maybe(z.string()), { zh: '要求', en: 'Asked in Chinese' }, { ...detail, language: 'zh' }),
    asksEn: field(maybe(z.string()), { zh: '英文要求', en: 'Asked' }, { ...detail, language: 'en' }),
    evidence: field(maybe(words(4000)), { zh: '举证', en: 'Evidence' }, detail),
    files: field(maybe(z.array(EvidenceFile)), { zh: '举证附件', en: 'Files' }, detail),
    selfScore: field(maybe(z.number()), { zh: '自评', en: 'Own score' }),
    submittedBy: field(maybe(z.string()), { zh: '提交人', en: 'Handed in by' }, detail),
    submittedAt: field(instant(), { zh: '提交时间', en: 'Handed in at' }, detail),
    score: field(maybe(z.number()), { zh: '得分', en: 'Score' }),
    why: field(maybe(words(1000)), { zh: '理由', en: 'Reason' }, detail),
    scoredBy: field(maybe(z.string()), { zh: '评分人', en: 'Scored by' }, detail),
    scoredAt: field(instant(), { zh: '评分时间', en: 'Scored at' }, detail),
  },
  list: {
    filters: ['scheme', 'unit', 'kind', 'state'],
    orders: ['id'],
    search: ['titleZh', 'titleEn'],
  },
  rights: { read: 'performance:read', scope: { department: ['unit', 'office'] } },
});

/** A published result, frozen with all that went into it; a newer version leaves it readable. */
export const Result = defineRecord({
  module: 'performance',
  name: 'result',
  plural: 'results',
  table: 'performance.result',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '考评结果', en: 'Evaluation result' },
  description: {
    zh: '每次公布的结果连同当时的指标数值、评分和权重一并固定；更正另出新版，旧版仍可查。',
    en: 'Each result with the values, scores and weights of its day; a correction is a new version and the earlier stays.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, { plain: true }),
    ...titles,
    scheme: field(scheme(), { zh: '方案', en: 'Scheme' }),
    number: field(z.int(), { zh: '版次', en: 'Version' }),
    state: field(z.enum(resultStates), { zh: '状态', en: 'State' }, { names: resultStateNames }),
    cause: field(z.enum(causes), { zh: '缘由', en: 'Why' }, { names: causeNames }),
    why: field(maybe(words(1000)), { zh: '说明', en: 'Reason' }, detail),
    office: field(organisation(), { zh: '考评单位', en: 'Office' }),
    units: field(z.int(), { zh: '被考评单位数', en: 'Units' }),
    publishedAt: field(z.iso.datetime(), { zh: '公布时间', en: 'Published at' }),
    appealBy: field(z.iso.datetime(), { zh: '申诉截止', en: 'Appeals until' }, detail),
  },
  list: {
    filters: ['scheme', 'state', 'office'],
    orders: ['publishedAt', 'id'],
    search: ['titleZh', 'titleEn'],
  },
  rights: { read: 'performance:read', scope: undivided },
});

/** What of a result everybody may see of every unit: its total and its place. */
export const Standing = defineRecord({
  module: 'performance',
  name: 'standing',
  plural: 'standings',
  table: 'performance.standing',
  key: 'id',
  label: 'id',
  versions: 'valid-time',
  import: false,
  title: { zh: '得分与名次', en: 'Total and place' },
  description: {
    zh: '每次结果中各单位的总分、名次和名次区间。',
    en: 'The total of each unit in a result, its place, and the range of its place.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    result: field(reference('performance.result'), { zh: '结果', en: 'Result' }),
    scheme: field(scheme(), { zh: '方案', en: 'Scheme' }),
    unit: field(organisation(), { zh: '单位', en: 'Unit' }),
    total: field(z.number(), { zh: '总分', en: 'Total' }),
    place: field(z.int(), { zh: '名次', en: 'Place' }),
    placeLow: field(z.int(), { zh: '名次区间起', en: 'Place from' }),
    placeHigh: field(z.int(), { zh: '名次区间止', en: 'Place to' }),
    inForce: field(z.boolean(), { zh: '现行', en: 'In force' }),
  },
  list: { filters: ['result', 'scheme', 'unit', 'inForce'], orders: ['id'], search: ['id'] },
  rights: { read: 'performance:read', scope: undivided },
});
