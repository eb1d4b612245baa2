import type { Text } from '#kernel/texts';
import type { CodeTableId } from './city.ts';
import type { MappingKind } from './rules.ts';

/** What the tables are called in a list of codes; the standard and its exact title stand in the city's `codes.yaml`. */
export const tableNames: Readonly<Record<CodeTableId, Text>> = {
  sex: { zh: '性别', en: 'Sex' },
  'marital-status': { zh: '婚姻状况', en: 'Marital status' },
  ethnicity: { zh: '民族', en: 'Ethnicity' },
  'certificate-kind': { zh: '证件种类', en: 'Certificate kind' },
  'household-relation': { zh: '家庭关系', en: 'Household relation' },
  'household-movement': { zh: '户口变动类型', en: 'Movement of a resident' },
  'insured-kind': { zh: '参保险种', en: 'Insurance kind' },
  'company-state': { zh: '登记状态', en: 'State of registration' },
  'industry-section': { zh: '行业门类', en: 'Industry section' },
  industry: { zh: '国民经济行业', en: 'Industry' },
  'administrative-division': { zh: '行政区划代码', en: 'Administrative division' },
  'fhir-gender': { zh: 'FHIR 行政性别', en: 'FHIR administrative gender' },
  'division-kind': { zh: '区划类型', en: 'Division kind' },
  'organisation-kind': { zh: '机构类型', en: 'Organisation kind' },
  'division-invented': { zh: '虚构地区', en: 'Invented division' },
};

export const mappingKindNames: Readonly<Record<MappingKind, Text>> = {
  exact: { zh: '相同', en: 'Exact' },
  broader: { zh: '对方更宽', en: 'Broader there' },
  narrower: { zh: '对方更窄', en: 'Narrower there' },
};
