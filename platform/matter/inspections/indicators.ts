import type { IndicatorDefinition } from '#kernel/indicator';
import { countVisits } from './indicator-store.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'inspections-mending',
    panel: 'inspections',
    order: 10,
    kind: 'count',
    audience: 'signed-in',
    title: { zh: '检查后整改中', en: 'Being mended after a visit' },
    unit: { zh: '家', en: 'places' },
    definition: {
      zh: '检查发现问题、已责令整改、尚未复查办结的对象。',
      en: 'Places that were told to mend what a visit found and whose mending is not yet seen to.',
    },
    source: { zh: '检查记录', en: 'Records of visits' },
    listens: [],
    freshAfterHours: 24 * 31,
    reopens: false,
    rows: { kind: 'record', record: 'inspections.visit', query: { state: 'mending' } },
    measure: async (db, at) => {
      const { visits, mending, late, simulated } = await countVisits(db, at);
      return {
        value: visits === 0 ? null : mending,
        parts: [
          { key: 'in-time', title: { zh: '期限内', en: 'In time' }, value: mending - late },
          { key: 'late', title: { zh: '已超期', en: 'Late' }, value: late },
        ],
        simulated,
      };
    },
  },
];
