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
  'licence-state': { zh: '许可（证件）状态', en: 'State of a licence' },
  'check-result': { zh: '检查（检验）结论', en: 'Result of a check' },
  'project-state': { zh: '项目状态', en: 'State of a project' },
  'school-stage': { zh: '学段', en: 'Stage of education' },
  'hospital-level': { zh: '医疗机构级别', en: 'Level of a medical institution' },
  'heritage-level': { zh: '文物和非遗级别', en: 'Level of heritage' },
  'water-class': { zh: '地表水水质类别', en: 'Class of surface water' },
  'tax-credit': { zh: '纳税信用级别', en: 'Tax credit rating' },
  'enterprise-size': { zh: '企业规模', en: 'Size of an enterprise' },
  'disability-kind': { zh: '残疾类别', en: 'Kind of disability' },
  'disability-grade': { zh: '残疾等级', en: 'Grade of disability' },
  'land-use': { zh: '建设用地用途', en: 'Use of building land' },
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
