import type { IndicatorDefinition } from '#kernel/indicator';
import { countTotals, listInForce, listTotals } from './wall-store.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'evaluation-total',
    panel: 'performance',
    order: 10,
    kind: 'mean',
    audience: 'signed-in',
    title: { zh: '考评平均得分', en: 'Mean total of the evaluation' },
    unit: { zh: '分', en: 'points' },
    definition: {
      zh: '最近一次公布的考评结果中，各被考评单位总分的平均值；更正后以新版为准。',
      en: 'Of the evaluation published last, the mean of the totals of the units; of a corrected one, the newest version.',
    },
    source: { zh: '公布的考评结果', en: 'Published results of evaluations' },
    listens: ['performance.result-published'],
    freshAfterHours: 24 * 366,
    reopens: true,
    rows: {
      kind: 'listed',
      permission: 'performance:read',
      columns: [
        { name: 'unit', title: { zh: '单位', en: 'Unit' }, kind: 'text' },
        { name: 'total', title: { zh: '总分', en: 'Total' }, kind: 'number' },
        { name: 'place', title: { zh: '名次', en: 'Place' }, kind: 'number' },
      ],
      read: listTotals,
      count: countTotals,
    },
    measure: async (db, at) => {
      const standings = await listInForce(db, at);
      if (standings.length === 0) return { value: null, simulated: false, asOf: null };
      const sum = standings.reduce((all, { total }) => all + total, 0);
      return {
        value: sum / standings.length,
        parts: standings.map(({ unit, unitZh, unitEn, total }) => ({
          key: unit,
          title: { zh: unitZh, en: unitEn },
          value: total,
        })),
        simulated: standings.some(({ simulated }) => simulated),
        asOf: standings[0]?.publishedAt ?? null,
      };
    },
  },
];
