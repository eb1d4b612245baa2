import type { IndicatorDefinition } from '#kernel/indicator';
import { countPlaces, countTimes, listTimes } from './indicator-store.ts';
import { services } from './services.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'clinic-places-taken',
    panel: 'health',
    order: 10,
    kind: 'share',
    audience: 'everyone',
    title: { zh: '门诊号源已约', en: 'Clinic places taken' },
    unit: { zh: '%', en: '%' },
    partsUnit: { zh: '个号', en: 'places' },
    definition: {
      zh: '今后 7 天已放出的家庭医生和专科门诊号源中，已被预约的比例；停诊的不计。',
      en: 'Of the places at clinics offered for the next seven days, the share that is taken; stopped times are left out.',
    },
    source: { zh: '预约号源', en: 'Places offered for booking' },
    listens: [],
    freshAfterHours: 3,
    reopens: false,
    rows: {
      kind: 'listed',
      permission: 'scheduling:read',
      columns: [
        { name: 'service', title: { zh: '服务', en: 'Service' }, kind: 'text' },
        { name: 'startsAt', title: { zh: '时间', en: 'Time' }, kind: 'instant' },
        { name: 'capacity', title: { zh: '号源', en: 'Places' }, kind: 'number' },
        { name: 'taken', title: { zh: '已约', en: 'Taken' }, kind: 'number' },
      ],
      read: listTimes,
      count: countTimes,
    },
    measure: async (db, at) => {
      const found = await countPlaces(db, at);
      const capacity = found.reduce((sum, each) => sum + each.capacity, 0);
      const taken = found.reduce((sum, each) => sum + each.taken, 0);
      return {
        value: capacity === 0 ? null : (100 * taken) / capacity,
        parts: found.map((each) => ({
          key: each.service,
          title: services.find(({ code }) => code === each.service)?.title ?? {
            zh: each.service,
            en: each.service,
          },
          value: each.taken,
        })),
        simulated: found.some(({ simulated }) => simulated),
      };
    },
  },
];
