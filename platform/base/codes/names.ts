import type { Text } from '#kernel/texts';
import type { CodeTableId } from './city.ts';

/** What the tables are called in a list of codes; the standard and its exact title stand in the city's `codes.yaml`. */
export const tableNames: Readonly<Record<CodeTableId, Text>> = {
  sex: { zh: '性别', en: 'Sex' },
  'marital-status': { zh: '婚姻状况', en: 'Marital status' },
  ethnicity: { zh: '民族', en: 'Ethnicity' },
  'certificate-kind': { zh: '证件种类', en: 'Certificate kind' },
  'household-relation': { zh: '家庭关系', en: 'Household relation' },
  'insured-kind': { zh: '参保险种', en: 'Insurance kind' },
  'industry-section': { zh: '行业门类', en: 'Industry section' },
  'division-kind': { zh: '区划类型', en: 'Division kind' },
  'organisation-kind': { zh: '机构类型', en: 'Organisation kind' },
  'division-invented': { zh: '虚构地区', en: 'Invented division' },
};
