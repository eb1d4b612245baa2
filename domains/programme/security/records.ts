import { z } from 'zod';
import { defineRecord, field, undivided } from '#kernel/record';
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
    acceptedUntil: field(z.iso.date().optional(), { zh: '接受至', en: 'Accepted until' }, detail),
  },
  list: { filters: ['result'], orders: ['number'], search: ['clause', 'titleZh', 'titleEn'] },
  rights: { read: 'security:read', scope: undivided },
  import: false,
});
