import type { Dataset, DatasetField } from '#platform/data/catalogue';
import type { Rule } from './rule.ts';

const words = (field: DatasetField, zh: string, en: string) => ({
  zh: `${field.label.zh}${zh}`,
  en: `${field.label.en} ${en}`,
});

function requiredRule(dataset: Dataset, field: DatasetField): Rule {
  return {
    id: `${dataset.code}.${field.name.toLowerCase()}.required`,
    version: 1,
    dataset: dataset.code,
    title: words(field, '必填', 'is required'),
    message: words(field, '没有填写', 'is missing'),
    dimension: 'complete',
    severity: 'block',
    check: { kind: 'required', field: field.name },
    days: 10,
  };
}

function lengthRule(dataset: Dataset, field: DatasetField, most: number): Rule {
  return {
    id: `${dataset.code}.${field.name.toLowerCase()}.length`,
    version: 1,
    dataset: dataset.code,
    title: words(field, `不超过 ${most} 个字符`, `has at most ${most} characters`),
    message: words(field, `超过 ${most} 个字符：{value}`, `is longer than ${most} characters: {value}`),
    dimension: 'normative',
    severity: 'block',
    check: { kind: 'length', field: field.name, most },
    days: 10,
  };
}

function readableRule(dataset: Dataset, field: DatasetField): Rule {
  const isCode = field.type === 'code';
  return {
    id: `${dataset.code}.${field.name.toLowerCase()}.${isCode ? 'code' : 'type'}`,
    version: 1,
    dataset: dataset.code,
    title: isCode
      ? words(field, '在码表中', 'is in its code table')
      : words(field, '可以读出', 'can be read'),
    message: isCode
      ? words(field, ' {value} 不在码表中', '{value} is not in its code table')
      : words(field, ' {value} 读不出来', '{value} cannot be read'),
    dimension: 'normative',
    severity: field.required ? 'block' : 'warn',
    check: isCode
      ? { kind: 'code', field: field.name, codes: field.codes ?? '' }
      : { kind: 'type', field: field.name },
    days: 10,
  };
}

const readable = new Set(['date', 'integer', 'number', 'boolean', 'code']);

/** The rules that follow from the catalogue by themselves: required, length and form of every field. */
export function impliedRules(dataset: Dataset): Rule[] {
  return dataset.fields.flatMap((field) => [
    ...(field.required ? [requiredRule(dataset, field)] : []),
    ...(field.length && field.type === 'text' ? [lengthRule(dataset, field, field.length)] : []),
    ...(readable.has(field.type) ? [readableRule(dataset, field)] : []),
  ]);
}
