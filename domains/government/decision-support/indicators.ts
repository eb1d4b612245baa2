import type { IndicatorDefinition } from '#kernel/indicator';
import { levelNames, levels } from './judging/detectors.ts';
import { countOpenAt } from './store.ts';

export const indicators: readonly IndicatorDefinition[] = [
  {
    code: 'warnings-open',
    panel: 'warnings',
    order: 10,
    kind: 'count',
    audience: 'signed-in',
    title: { zh: '未结预警', en: 'Open warnings' },
    unit: { zh: '条', en: 'warnings' },
    definition: {
      zh: '已报出、尚未办结也未因修订撤销的预警，按蓝、黄、橙、红四级分。',
      en: 'Warnings raised and neither closed nor withdrawn by a revision, by their four levels.',
    },
    source: { zh: '指标数值与预警规则', en: 'Measures and the rules that watch them' },
    listens: ['decision-support.warning-changed'],
    freshAfterHours: 24 * 31,
    reopens: true,
    rows: { kind: 'record', record: 'decision-support.warning', query: { standing: 'true' } },
    measure: async (db, at) => {
      const open = await countOpenAt(db, at);
      const parts = levels.toReversed().map((level) => ({
        key: level,
        title: levelNames[level],
        value: open.find((each) => each.level === level)?.count ?? 0,
        query: { level },
      }));
      return {
        value: parts.reduce((sum, { value }) => sum + value, 0),
        parts,
        simulated: open.some(({ simulated }) => simulated),
      };
    },
  },
];
