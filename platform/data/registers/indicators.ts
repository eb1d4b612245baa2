import type { IndicatorDefinition } from '#kernel/indicator';
import { populationIndicators } from './population/indicators.ts';
import { countByTown } from './indicator-store.ts';

const persons = { zh: '人', en: 'people' };
const source = { zh: '各部门报送并经检查的数据', en: 'Checked deliveries of the departments' };

const common = {
  kind: 'count',
  panel: 'registers',
  audience: 'everyone',
  source,
  listens: ['registers.batch-joined', 'registers.person-merged', 'registers.person-split'],
  reopens: false,
  freshAfterHours: 72,
} as const;

/** People of whom at least so many datasets speak. */
const personsFrom = (
  least: number,
  said: Pick<IndicatorDefinition, 'code' | 'title' | 'definition' | 'order'>,
): IndicatorDefinition => ({
  ...common,
  ...said,
  unit: persons,
  rows: {
    kind: 'record',
    record: 'registers.person',
    query: least > 0 ? { 'sources.from': String(least) } : {},
  },
  measure: (db) => countByTown(db, 'person', least),
});

/** The figures of the registers. */
export const indicators: readonly IndicatorDefinition[] = [
  ...populationIndicators,
  personsFrom(0, {
    code: 'persons-registered',
    order: 10,
    title: { zh: '人口库在册', en: 'People in the register' },
    definition: {
      zh: '人口基础库中有效的人员，一人一档；同一公民身份号码只计一次，已撤销的不计。按住址所在镇街分。',
      en: 'People in force in the population base, each counted once by citizen identity number; withdrawn ones are left out. By town of residence.',
    },
  }),
  {
    ...common,
    code: 'companies-registered',
    order: 20,
    title: { zh: '法人库在册', en: 'Companies in the register' },
    unit: { zh: '家', en: 'companies' },
    definition: {
      zh: '法人基础库中有效的企业和个体工商户；同一统一社会信用代码只计一次。按住所所在镇街分。',
      en: 'Companies and sole traders in force, each counted once by unified social credit code. By town of domicile.',
    },
    rows: { kind: 'record', record: 'registers.company', query: {} },
    measure: (db) => countByTown(db, 'company', 0),
  },
  personsFrom(2, {
    code: 'persons-two-sources',
    order: 30,
    title: { zh: '两个以上来源的人员', en: 'People known from two sources' },
    definition: {
      zh: '档案中的值来自至少两个数据集的人员。',
      en: 'People whose values come from at least two datasets.',
    },
  }),
  personsFrom(3, {
    code: 'persons-three-sources',
    order: 40,
    title: { zh: '三个以上来源的人员', en: 'People known from three sources' },
    definition: {
      zh: '档案中的值来自至少三个数据集的人员。',
      en: 'People whose values come from at least three datasets.',
    },
  }),
];
