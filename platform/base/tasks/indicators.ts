import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import { countListed, countSet, listSet, measureInTime, type TaskSet } from './indicator-store.ts';

const rowsOf = (set: TaskSet): ListedRows => ({
  kind: 'listed',
  permission: 'tasks:statistics',
  columns: [
    { name: 'kind', title: { zh: '种类', en: 'Kind' }, kind: 'text' },
    { name: 'owner', title: { zh: '责任单位', en: 'Owner' }, kind: 'text' },
    { name: 'openedAt', title: { zh: '发出', en: 'Opened' }, kind: 'instant' },
    { name: 'dueAt', title: { zh: '截止', en: 'Due' }, kind: 'instant' },
    { name: 'closedAt', title: { zh: '办结', en: 'Closed' }, kind: 'instant' },
    { name: 'late', title: { zh: '逾期', en: 'Late' }, kind: 'boolean' },
  ],
  read: (db, page) => listSet(db, set, page),
  count: (db, page) => countListed(db, set, page),
});

const common = {
  panel: 'tasks',
  unit: { zh: '项', en: 'tasks' },
  source: { zh: '任务', en: 'Tasks' },
  listens: ['tasks.opened', 'tasks.closed'],
  audience: 'signed-in',
  freshAfterHours: 3,
} as const;

/** The figures of what waits for people, as they stand now and as they were. */
export const indicators: readonly IndicatorDefinition[] = [
  {
    ...common,
    code: 'tasks-waiting',
    order: 10,
    title: { zh: '在办任务', en: 'Tasks that wait' },
    definition: { zh: '已发出、尚未办结或取消的任务。', en: 'Tasks opened and neither done nor dropped.' },
    kind: 'count',
    reopens: false,
    rows: rowsOf('waiting'),
    measure: (db, at) => countSet(db, 'waiting', at),
  },
  {
    ...common,
    code: 'tasks-overdue',
    order: 20,
    title: { zh: '超期任务', en: 'Tasks overdue' },
    definition: {
      zh: '在办任务中已过期限的；计时暂停的不计。期限按市工作日历计算。',
      en: 'Tasks that wait past their date, reckoned by the working calendar; those whose clock stands are left out.',
    },
    kind: 'count',
    reopens: false,
    rows: rowsOf('overdue'),
    measure: (db, at) => countSet(db, 'overdue', at),
  },
  {
    ...common,
    code: 'tasks-in-time',
    order: 30,
    title: { zh: '任务按期办结率', en: 'Tasks done in time' },
    unit: { zh: '%', en: '%' },
    partsUnit: common.unit,
    definition: {
      zh: '近 30 天办结且有期限的任务中，按期办结的比例；已取消的不计。',
      en: 'Tasks with a date done in the last 30 days: the share done in time. Dropped ones are left out.',
    },
    kind: 'share',
    reopens: true,
    rows: rowsOf('closed'),
    measure: (db, at) => measureInTime(db, at),
  },
];
