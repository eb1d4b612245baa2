import type { IndicatorDefinition } from '#kernel/indicator';
import { countThematic } from './thematic-store.ts';

const none = { zh: '未注明', en: 'Not stated' };

/** How many of the thematic databases that the plan counts have been registered. */
export const thematicRegistered: IndicatorDefinition = {
  code: 'thematic-databases-registered',
  order: 60,
  kind: 'count',
  panel: 'registers',
  audience: 'everyone',
  title: { zh: '已登记的专题数据库', en: 'Thematic databases registered' },
  definition: {
    zh: '登记在册的专题数据库；规划称 27 个单位 37 个在用，写出名称的 4 个，其余由各单位登记。按主管单位分。',
    en: 'Thematic databases in the register; the plan counts 37 of 27 units and names four, units enter the others. By owner.',
  },
  unit: { zh: '个', en: 'databases' },
  source: { zh: '专题数据库登记', en: 'Register of thematic databases' },
  listens: [],
  reopens: false,
  freshAfterHours: 72,
  rows: { kind: 'record', record: 'catalogue.thematic', query: {} },
  measure: async (db) => {
    const owners = await countThematic(db);
    return {
      value: owners.reduce((sum, { count }) => sum + count, 0),
      parts: owners.map(({ owner, zh, en, count }) => ({
        key: owner ?? 'none',
        title: owner === null ? none : { zh: zh ?? owner, en: en ?? zh ?? owner },
        value: count,
        query: { owner: owner ?? 'none' },
      })),
      simulated: owners.some(({ simulated }) => simulated),
    };
  },
};
