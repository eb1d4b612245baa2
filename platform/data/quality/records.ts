import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { dimensions, severities, states } from './names.ts';
import { Dimension } from './rule.ts';

export { dimensions, severities } from './names.ts';
export { StatedRule } from './rule-record.ts';

/** Something wrong with one value of one row, returned to the department that owns the row. Values stand here masked. */
export const Finding = defineRecord({
  module: 'quality',
  name: 'finding',
  plural: 'findings',
  table: 'quality.finding',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '问题数据', en: 'Finding' },
  fields: {
    id: field(z.string(), { zh: '编号', en: 'Number' }, { detailOnly: true }),
    titleZh: field(z.string(), { zh: '问题', en: 'Problem in Chinese' }, { language: 'zh' }),
    titleEn: field(z.string(), { zh: '问题（英文）', en: 'Problem' }, { language: 'en' }),
    value: field(z.string().nullable().optional(), { zh: '现值', en: 'Present value' }),
    suggestion: field(z.string().nullable().optional(), { zh: '建议', en: 'Suggestion' }),
    fieldZh: field(z.string(), { zh: '信息项', en: 'Field in Chinese' }, { language: 'zh' }),
    fieldEn: field(z.string(), { zh: '信息项（英文）', en: 'Field' }, { language: 'en' }),
    dataset: field(reference('catalogue.entry'), { zh: '数据集', en: 'Dataset' }, { unchecked: true }),
    owner: field(reference('organisations.organisation'), { zh: '责任单位', en: 'Owner' }),
    status: field(
      z.enum(['open', 'contested', 'waived', 'closed', 'lapsed']),
      { zh: '状态', en: 'State' },
      { names: states },
    ),
    severity: field(z.enum(['block', 'warn']), { zh: '程度', en: 'Severity' }, { names: severities }),
    dimension: field(Dimension, { zh: '质量维度', en: 'Dimension' }, { detailOnly: true, names: dimensions }),
    rule: field(z.string(), { zh: '规则', en: 'Rule' }, { detailOnly: true }),
    messageZh: field(
      z.string(),
      { zh: '说明', en: 'Explanation in Chinese' },
      { detailOnly: true, language: 'zh' },
    ),
    messageEn: field(
      z.string(),
      { zh: '说明（英文）', en: 'Explanation' },
      { detailOnly: true, language: 'en' },
    ),
    batch: field(z.string(), { zh: '批次', en: 'Batch' }, { detailOnly: true }),
    row: field(z.number().int(), { zh: '行', en: 'Row' }, { detailOnly: true }),
    rowKey: field(
      z.string(),
      { zh: '记录编号', en: 'Row key' },
      { sensitivity: 'personal', mask: 'account' },
    ),
    foundAt: field(z.iso.datetime(), { zh: '发现时间', en: 'Found at' }, { detailOnly: true }),
    dueOn: field(z.iso.date(), { zh: '期限', en: 'Due on' }),
    closedAt: field(
      z.iso.datetime().nullable().optional(),
      { zh: '销号时间', en: 'Closed at' },
      { detailOnly: true },
    ),
    closedByBatch: field(
      z.string().nullable().optional(),
      { zh: '证明批次', en: 'Proved by batch' },
      { detailOnly: true },
    ),
    closedByRow: field(
      z.number().int().nullable().optional(),
      { zh: '证明行', en: 'Proved by row' },
      { detailOnly: true },
    ),
    note: field(z.string().nullable().optional(), { zh: '理由', en: 'Reason' }, { detailOnly: true }),
    waivedUntil: field(
      z.iso.date().nullable().optional(),
      { zh: '豁免至', en: 'Waived until' },
      { detailOnly: true },
    ),
  },
  list: {
    filters: ['status', 'dataset', 'owner', 'severity', 'rule', 'dueOn', 'batch'],
    orders: ['dueOn', 'id'],
    columns: [
      'titleZh',
      'titleEn',
      'fieldZh',
      'fieldEn',
      'value',
      'suggestion',
      'dataset',
      'status',
      'dueOn',
    ],
  },
  rights: { read: 'quality:read', reveal: 'quality:mend', scope: { department: 'owner' } },
  import: false,
});
