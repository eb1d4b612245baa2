import type { Text } from '#kernel/texts';
import type { Grain } from './shapes.ts';

type Names = Readonly<Record<string, Text>>;

export const grainNames: Readonly<Record<Grain, Text>> = {
  day: { zh: '日', en: 'Day' },
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
};

export const directionNames: Names = {
  more: { zh: '越高越好', en: 'More is better' },
  less: { zh: '越低越好', en: 'Less is better' },
  none: { zh: '无好坏', en: 'Neither' },
};

export const audienceNames: Names = {
  'signed-in': { zh: '登录后有权查看指标的人', en: 'Those signed in who may see figures' },
  total: { zh: '所有人，只看全市总数', en: 'Everybody, the whole city alone' },
  everyone: { zh: '所有人，含各维度', en: 'Everybody, with its dimensions' },
};

export const kindNames: Names = {
  count: { zh: '计数', en: 'Count' },
  'count-distinct': { zh: '去重计数', en: 'Count of different ones' },
  sum: { zh: '合计', en: 'Sum' },
  average: { zh: '平均', en: 'Mean' },
  min: { zh: '最小', en: 'Smallest' },
  max: { zh: '最大', en: 'Largest' },
  ratio: { zh: '比率', en: 'Ratio' },
  derived: { zh: '派生', en: 'Derived' },
};
