import { z } from 'zod';
import { defineRecord, field, reference, undivided } from '#kernel/record';
import { Text } from '#kernel/texts';

export const results = ['pass', 'fail', 'manual', 'accepted'] as const;

/** What one source of evidence showed, and how a person sees the same. */
export const Finding = z.object({
  source: z.string(),
  title: Text,
  result: z.enum(['pass', 'fail', 'manual']),
  found: Text,
  how: Text,
});
export type Finding = z.infer<typeof Finding>;

const internal = { sensitivity: 'internal' } as const;
const detail = { sensitivity: 'internal', detailOnly: true } as const;

/** A clause of GB/T 22239-2019, level 3, with what the platform itself can show for it. */
export const Control = defineRecord({
  module: 'security',
  name: 'control',
  plural: 'controls',
  table: 'security.control',
  key: 'clause',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '等保测评项', en: 'Graded-protection control' },
  fields: {
    number: field(z.number().int().positive(), { zh: '序号', en: 'Number' }, internal),
    clause: field(z.string().max(40), { zh: '条款', en: 'Clause' }, internal),
    titleZh: field(
      z.string().max(200),
      { zh: '要求', en: 'Title in Chinese' },
      { ...internal, language: 'zh' },
    ),
    titleEn: field(z.string().max(200), { zh: '英文', en: 'Title' }, { ...internal, language: 'en' }),
    result: field(z.enum(results).optional(), { zh: '结果', en: 'Result' }, internal),
    observedAt: field(z.iso.datetime().optional(), { zh: '取证时间', en: 'Observed' }, internal),
    findings: field(z.array(Finding).optional(), { zh: '证据', en: 'Evidence' }, detail),
    acceptedReason: field(
      z.string().optional(),
      { zh: '接受风险的理由', en: 'Why the risk is accepted' },
      detail,
    ),
    acceptedBy: field(z.string().nullable().optional(), { zh: '由谁接受', en: 'Accepted by' }, detail),
    acceptedUntil: field(z.iso.date().optional(), { zh: '接受至', en: 'Accepted until' }, detail),
  },
  list: { filters: ['result'], orders: ['number'], search: ['clause', 'titleZh', 'titleEn'] },
  rights: { read: 'security:read', scope: undivided },
  import: false,
});

const kindNames = {
  system: { zh: '系统', en: 'System' },
  device: { zh: '设备', en: 'Device' },
  data: { zh: '数据', en: 'Set of data' },
};

/** Who answers for something that has to be protected, and how it is graded (网络安全等级保护, GB/T 22240). */
export const Responsibility = defineRecord({
  module: 'security',
  name: 'responsibility',
  plural: 'responsibilities',
  table: 'security.responsibility',
  key: 'code',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '安全责任', en: 'Responsibility' },
  description: {
    zh: '系统、设备、数据各由谁负责，定级与备案；到期未测评的成为任务。',
    en: 'Who answers for each system, device and set of data, its grade and filing; an assessment that is due becomes a task.',
  },
  fields: {
    code: field(z.string().regex(/^[a-z0-9][a-z0-9-]{1,48}$/), { zh: '编码', en: 'Code' }, internal),
    kind: field(
      z.enum(['system', 'device', 'data']),
      { zh: '类别', en: 'Kind' },
      { ...internal, names: kindNames },
    ),
    titleZh: field(
      z.string().min(1).max(120),
      { zh: '名称', en: 'Title in Chinese' },
      { ...internal, language: 'zh' },
    ),
    titleEn: field(
      z.string().min(1).max(120),
      { zh: '英文名称', en: 'Title' },
      { ...internal, language: 'en' },
    ),
    organisation: field(
      reference('organisations.organisation'),
      { zh: '责任单位', en: 'Owner department' },
      internal,
    ),
    responsible: field(
      z.string().min(1).max(60),
      { zh: '责任人', en: 'Responsible person' },
      { sensitivity: 'personal', mask: 'name' },
    ),
    level: field(z.number().int().min(1).max(5), { zh: '保护等级', en: 'Graded-protection level' }, internal),
    filedNumber: field(
      z.string().max(40).nullable().optional(),
      { zh: '备案号', en: 'Filed number' },
      { ...internal, detailOnly: true },
    ),
    assessedOn: field(z.iso.date().nullable().optional(), { zh: '上次测评', en: 'Last assessed' }, internal),
    nextAssessmentOn: field(
      z.iso.date().nullable().optional(),
      { zh: '下次测评', en: 'Next assessment' },
      internal,
    ),
  },
  list: {
    filters: ['kind', 'organisation', 'level'],
    orders: ['code', 'nextAssessmentOn'],
    search: ['code', 'titleZh', 'titleEn'],
  },
  rights: { read: 'security:read', write: 'security:manage', reveal: 'security:manage', scope: undivided },
});
