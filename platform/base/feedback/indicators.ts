import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { count, list, measure, type RatingSet } from './indicator-store.ts';

const rowsOf = (set: RatingSet): ListedRows => ({
  kind: 'listed',
  permission: 'feedback:read',
  columns: [
    { name: 'organisation', title: { zh: '单位', en: 'Organisation' }, kind: 'text' },
    { name: 'grade', title: { zh: '等级', en: 'Grade' }, kind: 'number' },
    { name: 'ratedAt', title: { zh: '评价时间', en: 'Rated' }, kind: 'instant' },
  ],
  read: (db, page) => list(db, set, page),
  count: (db, page) => count(db, set, page),
});

const common = {
  panel: 'feedback',
  source: { zh: '好差评', en: 'Ratings' },
  listens: ['feedback.rated'],
  audience: 'signed-in',
  freshAfterHours: 24,
} as const;

export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'satisfaction-rate',
    order: 10,
    title: { zh: '好差评满意率', en: 'Satisfied with services' },
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '条', en: 'ratings' },
    definition: {
      zh: '近 90 天的评价中，首次评为基本满意及以上的比例；答复后的再次评价不改变它。',
      en: 'Ratings of the last 90 days: the share first graded 3 to 5. A second grade after an answer does not change it.',
    },
    kind: 'share',
    reopens: true,
    rows: rowsOf('rated'),
    measure: (db, at) => measure(db, 'rated', at),
  },
  {
    ...common,
    code: 'bad-grades-open',
    order: 20,
    title: { zh: '待答复差评', en: 'Bad grades without an answer' },
    unit: { zh: '条', en: 'ratings' },
    definition: { zh: '评为不满意、非常不满意而尚未答复的。', en: 'Graded 1 or 2 and not yet answered.' },
    kind: 'count',
    reopens: true,
    rows: rowsOf('open'),
    measure: (db, at) => measure(db, 'open', at),
  },
];
