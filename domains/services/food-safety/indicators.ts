import type { IndicatorDefinition } from '#kernel/indicator';
import { countByGrade, countGraded, listGraded } from './indicator-store.ts';
import { grades } from './rules.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'restaurants-graded',
    panel: 'food-safety',
    order: 10,
    kind: 'share',
    audience: 'everyone',
    title: { zh: '餐饮单位已评级', en: 'Restaurants graded' },
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '家', en: 'restaurants' },
    definition: {
      zh: '在册餐饮单位中，已有检查结论、公布等级的比例，按等级分。',
      en: 'Of the restaurants registered, the share that was visited and has a published grade, by grade.',
    },
    source: { zh: '餐饮单位名录和检查结论', en: 'Restaurants registered, and outcomes of visits' },
    listens: [],
    freshAfterHours: 24 * 366,
    reopens: false,
    rows: {
      kind: 'listed',
      permission: 'food-safety:read',
      columns: [
        { name: 'name', title: { zh: '名称', en: 'Name' }, kind: 'text' },
        { name: 'grade', title: { zh: '等级', en: 'Grade' }, kind: 'text' },
        { name: 'visitedOn', title: { zh: '检查日期', en: 'Visited on' }, kind: 'date' },
      ],
      read: listGraded,
      count: countGraded,
    },
    measure: async (db) => {
      const found = await countByGrade(db);
      const all = found.reduce((sum, { count }) => sum + count, 0);
      const of = (grade: string | null) => found.find((each) => each.grade === grade)?.count ?? 0;
      return {
        value: all === 0 ? null : (100 * (all - of(null))) / all,
        parts: [
          ...grades.map((grade) => ({
            key: grade,
            title: { zh: `${grade} 级`, en: `Grade ${grade}` },
            value: of(grade),
          })),
          { key: 'none', title: { zh: '未评级', en: 'Not graded' }, value: of(null) },
        ],
        simulated: found.some(({ simulated }) => simulated),
      };
    },
  },
];
