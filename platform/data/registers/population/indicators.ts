import type { IndicatorDefinition, ListedRows } from '#kernel/indicator';
import type { Text } from '#kernel/texts';
import * as store from './indicator-store.ts';

const people = { zh: '人', en: 'people' };
const days = { zh: '近十二个月', en: 'the last twelve months' };

const common = {
  kind: 'count',
  unit: people,
  panel: 'registers',
  source: { zh: '各部门报送并经检查的数据', en: 'Checked deliveries of the departments' },
  listens: ['registers.batch-joined', 'registers.person-merged', 'registers.person-split'],
  reopens: false,
  freshAfterHours: 72,
} as const;

const division = { name: 'division', title: { zh: '区划代码', en: 'Division code' }, kind: 'text' } as const;

type Band = (typeof store.bands)[number];

const bandWords: Readonly<Record<Band, { readonly title: Text; readonly definition: Text }>> = {
  children: {
    title: { zh: '0–14 岁人口', en: 'People up to 14 years' },
    definition: {
      zh: '人口库中在世、未满 15 周岁的人员，按测算当日（北京时间）的周岁计；出生日期不明的不计。按住址所在镇街分。',
      en: 'People of the register who are alive and under 15 on the day of measuring; those whose date of birth is not known are left out. By town of residence.',
    },
  },
  working: {
    title: { zh: '15–59 岁人口', en: 'People of 15 to 59 years' },
    definition: {
      zh: '人口库中在世、年满 15 周岁未满 60 周岁的人员，按测算当日（北京时间）的周岁计。按住址所在镇街分。',
      en: 'People of the register who are alive and from 15 to 59 on the day of measuring. By town of residence.',
    },
  },
  old: {
    title: { zh: '60 岁及以上人口', en: 'People of 60 and over' },
    definition: {
      zh: '人口库中在世、年满 60 周岁的人员，按测算当日（北京时间）的周岁计。按住址所在镇街分。',
      en: 'People of the register who are alive and 60 or older on the day of measuring. By town of residence.',
    },
  },
};

const rowsOfBand = (band: Band): ListedRows => ({
  kind: 'listed',
  permission: 'registers:read',
  resource: 'registers.person',
  columns: [division],
  read: (db, page) => store.peopleOf(db, band, page),
  count: (db, page) => store.countPeopleOf(db, band, page),
});

const ofBand = (band: Band, order: number): IndicatorDefinition => ({
  ...common,
  ...bandWords[band],
  code: `population-${band}`,
  order,
  audience: 'total',
  rows: rowsOfBand(band),
  measure: (db, at) => store.measureBand(db, band, at),
});

type Kind = (typeof store.movements)[number];

const movementWords: Readonly<Record<Kind, Text>> = {
  born: { zh: '出生', en: 'Born' },
  'moved-in': { zh: '迁入', en: 'Moved in' },
  'moved-out': { zh: '迁出', en: 'Moved out' },
  died: { zh: '死亡', en: 'Died' },
};

const rowsOfKind = (kind: Kind): ListedRows => ({
  kind: 'listed',
  permission: 'registers:read',
  resource: 'registers.person',
  columns: [{ name: 'happenedOn', title: { zh: '日期', en: 'Day' }, kind: 'date' }, division],
  read: (db, page) => store.movementsOf(db, kind, page),
  count: (db, page) => store.countMovementsOf(db, kind, page),
});

/** The whole city only: in one town a few births or deaths tell of persons. */
const ofKind = (kind: Kind, order: number): IndicatorDefinition => ({
  ...common,
  code: `population-${kind}`,
  order,
  audience: 'total',
  title: {
    zh: `${days.zh}${movementWords[kind].zh}`,
    en: `${movementWords[kind].en}, ${days.en}`,
  },
  definition: {
    zh: '户籍变动数据中、发生日期在测算当日前十二个月内的登记；只公布全市数，不分镇街。',
    en: 'Registrations of the household register whose day lies within the twelve months before the measuring; for the city as a whole only.',
  },
  rows: rowsOfKind(kind),
  measure: (db, at) => store.measureMovements(db, kind, at),
});

/** Population as figures of the city (C12). */
export const populationIndicators: readonly IndicatorDefinition[] = [
  ...store.bands.map((band, at) => ofBand(band, 50 + at)),
  ...store.movements.map((kind, at) => ofKind(kind, 60 + at)),
];
