import type { Text } from '#kernel/texts';
import type { BlockKind, Comparison } from './shapes.ts';

type Names<K extends string = string> = Readonly<Record<K, Text>>;

export const grainNames: Names = {
  day: { zh: '日', en: 'Day' },
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
};

export const audienceNames: Names = {
  unit: { zh: '本单位', en: 'Its own unit' },
  government: { zh: '各单位', en: 'All of the government' },
};

export const states = ['new', 'published', 'changed', 'retired'] as const;
export const stateNames: Names = {
  new: { zh: '未发布', en: 'Not published' },
  published: { zh: '已发布', en: 'Published' },
  changed: { zh: '已发布，有改动未发布', en: 'Published, with changes that are not' },
  retired: { zh: '已停用', en: 'Out of use' },
};

export const causeNames: Names = {
  schedule: { zh: '按期', en: 'By schedule' },
  hand: { zh: '手动', en: 'By hand' },
};

export const blockNames: Names<BlockKind> = {
  text: { zh: '文字', en: 'Text' },
  figure: { zh: '单个数字', en: 'Single figure' },
  table: { zh: '表格', en: 'Table' },
  pivot: { zh: '交叉表', en: 'Pivot' },
  chart: { zh: '图表', en: 'Chart' },
  map: { zh: '地图', en: 'Map' },
  include: { zh: '引用报表', en: 'Another report' },
};

export const comparisonNames: Names<Comparison> = {
  before: { zh: '环比', en: 'Against the period before' },
  yearBefore: { zh: '同比', en: 'Against the year before' },
  cumulative: { zh: '本年累计', en: 'Year so far' },
  target: { zh: '目标', en: 'Target' },
};

export const wholeText: Text = { zh: '全市', en: 'Whole city' };
export const totalText: Text = { zh: '合计', en: 'All' };
