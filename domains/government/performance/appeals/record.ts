import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { appealStateNames, appealStates } from '../names.ts';
import { EvidenceFile } from '../shapes.ts';

const maybe = <S extends z.ZodType>(schema: S) => schema.nullable().optional();
const words = (most: number) => z.string().trim().min(2).max(most);
const detail = { detailOnly: true } as const;
const organisation = () => reference('organisations.organisation');

/** What a unit says against its result, and what the office made of it. */
export const Appeal = defineRecord({
  module: 'performance',
  name: 'appeal',
  plural: 'appeals',
  table: 'performance.appeal',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  import: false,
  title: { zh: '考评申诉', en: 'Appeal' },
  description: {
    zh: '被考评单位对结果的申诉和证据，考评单位的决定和理由；成立的另出新版结果，旧版保留。',
    en: 'What a unit says against a result with its evidence, and the decision; one upheld makes a new version, the earlier stays.',
  },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Id' }, detail),
    titleZh: field(words(200), { zh: '指标项', en: 'Criterion in Chinese' }, { language: 'zh' }),
    titleEn: field(words(200), { zh: '英文名称', en: 'Criterion' }, { language: 'en' }),
    result: field(reference('performance.result'), { zh: '结果', en: 'Result' }),
    scheme: field(reference('performance.scheme'), { zh: '方案', en: 'Scheme' }, detail),
    unit: field(organisation(), { zh: '申诉单位', en: 'Unit' }),
    office: field(organisation(), { zh: '考评单位', en: 'Office' }, detail),
    criterion: field(
      z.string(),
      { zh: '指标项代码', en: 'Code of the criterion' },
      { plain: true, ...detail },
    ),
    state: field(z.enum(appealStates), { zh: '状态', en: 'State' }, { names: appealStateNames }),
    claim: field(words(1000), { zh: '申诉理由', en: 'Claim' }, detail),
    evidence: field(words(4000), { zh: '证据', en: 'Evidence' }, detail),
    files: field(maybe(z.array(EvidenceFile)), { zh: '证据附件', en: 'Files' }, detail),
    filedBy: field(z.string(), { zh: '申诉人', en: 'Filed by' }, detail),
    filedAt: field(z.iso.datetime(), { zh: '申诉时间', en: 'Filed at' }),
    why: field(maybe(words(1000)), { zh: '决定理由', en: 'Reason of the decision' }, detail),
    decidedBy: field(maybe(z.string()), { zh: '决定人', en: 'Decided by' }, detail),
    decidedAt: field(maybe(z.iso.datetime()), { zh: '决定时间', en: 'Decided at' }),
    newResult: field(maybe(reference('performance.result')), { zh: '新版结果', en: 'New version' }, detail),
  },
  list: {
    filters: ['state', 'unit', 'scheme', 'result'],
    orders: ['filedAt', 'id'],
    search: ['titleZh', 'titleEn'],
  },
  rights: { read: 'performance:read', scope: { department: ['unit', 'office'] } },
});
