import { z } from 'zod';
import { defineRecord, field, reference } from '#kernel/record';
import { Check } from './checks.ts';
import { kindNames, ruleStates } from './kind-names.ts';
import { dimensions, severities } from './names.ts';
import { Condition, Dimension, Severity } from './rule.ts';

const internal = { sensitivity: 'internal' } as const;
const detail = { ...internal, detailOnly: true } as const;
const words = z.string().min(1).max(500);

/** A rule that somebody stated: in the city's file, or in the console. Each change of it is a version with its reason. */
export const StatedRule = defineRecord({
  module: 'quality',
  name: 'stated-rule',
  plural: 'stated-rules',
  table: 'quality.stated_rule',
  key: 'id',
  label: 'titleZh',
  labelEn: 'titleEn',
  versions: 'valid-time',
  title: { zh: '检查规则', en: 'Rule' },
  fields: {
    id: field(z.string().max(81), { zh: '编号', en: 'Number' }, { ...detail, plain: true }),
    titleZh: field(words, { zh: '规则', en: 'Rule in Chinese' }, { ...internal, language: 'zh' }),
    titleEn: field(words, { zh: '规则（英文）', en: 'Rule' }, { ...internal, language: 'en' }),
    dataset: field(
      reference('catalogue.entry'),
      { zh: '数据集', en: 'Dataset' },
      { ...internal, unchecked: true },
    ),
    owner: field(reference('organisations.organisation'), { zh: '责任单位', en: 'Owner' }, internal),
    kind: field(z.string().max(40), { zh: '种类', en: 'Kind' }, { ...internal, names: kindNames }),
    dimension: field(Dimension, { zh: '质量维度', en: 'Dimension' }, { ...internal, names: dimensions }),
    severity: field(Severity, { zh: '程度', en: 'Severity' }, { ...internal, names: severities }),
    state: field(
      z.enum(['draft', 'in-force', 'withdrawn']),
      { zh: '状态', en: 'State' },
      { ...internal, names: ruleStates },
    ),
    days: field(
      z.number().int(),
      { zh: '改正期限', en: 'Time to mend' },
      { ...detail, unit: { zh: '个工作日', en: 'working days' } },
    ),
    messageZh: field(words, { zh: '提示', en: 'Message in Chinese' }, { ...detail, language: 'zh' }),
    messageEn: field(words, { zh: '提示（英文）', en: 'Message' }, { ...detail, language: 'en' }),
    repairZh: field(
      words.nullable().optional(),
      { zh: '改正建议', en: 'Suggested repair in Chinese' },
      { ...detail, language: 'zh' },
    ),
    repairEn: field(
      words.nullable().optional(),
      { zh: '改正建议（英文）', en: 'Suggested repair' },
      { ...detail, language: 'en' },
    ),
    check: field(
      Check.meta({ kind: 'object' }),
      { zh: '检查内容', en: 'What is looked at' },
      { ...detail, column: 'looks_at', computed: true },
    ),
    when: field(
      Condition.meta({ kind: 'object' }).nullable().optional(),
      { zh: '适用条件', en: 'Condition' },
      { ...detail, column: 'applies_when', computed: true },
    ),
  },
  list: {
    filters: ['dataset', 'owner', 'state', 'severity', 'dimension', 'kind'],
    orders: ['id'],
    search: ['titleZh', 'titleEn'],
    columns: ['titleZh', 'titleEn', 'dataset', 'kind', 'severity', 'state'],
  },
  rights: { read: 'quality:read', scope: { department: 'owner' } },
  import: false,
});
