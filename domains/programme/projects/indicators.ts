import type { IndicatorDefinition } from '#kernel/indicator';
import { countUndertakings } from './indicator-store.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'undertakings-under-way',
    panel: 'projects',
    order: 10,
    kind: 'count',
    audience: 'signed-in',
    title: { zh: '在建项目', en: 'Undertakings under way' },
    unit: { zh: '个', en: 'undertakings' },
    definition: {
      zh: '各单位登记的建设中的信息化项目；要求完成日期已过的为超期。',
      en: 'Undertakings of units that are being built; late are those past the day by which they have to end.',
    },
    source: { zh: '各单位登记的建设项目', en: 'Undertakings registered by units' },
    listens: [],
    freshAfterHours: 24 * 31,
    reopens: false,
    rows: { kind: 'record', record: 'projects.undertaking', query: { state: 'under-way' } },
    measure: async (db, at) => {
      const { all, underWay, late, simulated } = await countUndertakings(db, at);
      return {
        value: all === 0 ? null : underWay,
        parts: [
          { key: 'in-time', title: { zh: '期限内', en: 'In time' }, value: underWay - late },
          { key: 'late', title: { zh: '已超期', en: 'Late' }, value: late },
        ],
        simulated,
      };
    },
  },
];
