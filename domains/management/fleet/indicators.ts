import type { IndicatorDefinition } from '#kernel/indicator';
import { countVehicles } from './indicator-store.ts';
import { kindNames } from './names.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'vehicles-registered',
    panel: 'fleet',
    order: 10,
    kind: 'count',
    audience: 'signed-in',
    title: { zh: '在册营运车辆', en: 'Vehicles registered' },
    unit: { zh: '辆', en: 'vehicles' },
    definition: {
      zh: '运输单位登记在册、未注销的营运车辆，按类别分。',
      en: 'Vehicles that operators have registered and not withdrawn, by kind.',
    },
    source: { zh: '运输单位登记', en: 'Registered by operators' },
    listens: [],
    freshAfterHours: 24 * 366,
    reopens: false,
    rows: { kind: 'record', record: 'fleet.vehicle', query: {} },
    measure: async (db) => {
      const found = await countVehicles(db);
      return {
        value: found.length === 0 ? null : found.reduce((sum, { count }) => sum + count, 0),
        parts: found.map(({ kind, count }) => ({
          key: kind,
          title: kindNames[kind] ?? { zh: kind, en: kind },
          value: count,
          query: { kind },
        })),
        simulated: found.some(({ simulated }) => simulated),
        asOf:
          found
            .map(({ asOf }) => asOf)
            .toSorted()
            .at(-1) ?? null,
      };
    },
  },
];
