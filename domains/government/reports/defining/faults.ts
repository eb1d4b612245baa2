import { fill, type Text } from '#kernel/texts';

/** Why a report is refused: stable codes, words in both languages. */
const reasons = {
  'measure-unknown': { zh: '没有指标 {measure}。', en: 'There is no measure {measure}.' },
  'grain-too-fine': {
    zh: '指标 {measure} 最细按{grain}统计，不能用在更细周期的报表里。',
    en: '{measure} is kept by {grain} at the finest: it has no values of a shorter period.',
  },
  'dimension-unknown': {
    zh: '指标 {measure} 没有维度 {name}。',
    en: '{measure} is not told apart by {name}.',
  },
  'dimension-twice': {
    zh: '{name} 已经用过：不能同时限定为一个值又逐个列出，也不能既作行又作列。',
    en: '{name} is used already: it cannot be one value and each of them, nor rows and columns at once.',
  },
  'parameter-unknown': { zh: '没有参数 {name}。', en: 'There is no parameter {name}.' },
  'parameter-twice': { zh: '已有参数 {name}。', en: 'There is a parameter {name} already.' },
  'one-measure': {
    zh: '按维度逐个画的图只能有一个指标。',
    en: 'A chart of each value of a dimension takes one measure.',
  },
  'not-towns': {
    zh: '维度 {name} 不是镇街，画不到地图上。',
    en: '{name} is no dimension of towns: it cannot be drawn on the map.',
  },
  'too-many-cells': {
    zh: '这一块有 {count} 个数，最多 {most} 个：请减少时期，或限定维度。',
    en: 'This block has {count} figures, {most} at most: fewer periods, or fewer values.',
  },
  'report-unknown': { zh: '没有已发布的报表 {report}。', en: 'There is no published report {report}.' },
  'report-narrower': {
    zh: '报表 {report} 只供其本单位阅读，不能引用到读者更多的报表里。',
    en: '{report} is for its own unit alone: it cannot stand in a report that others read.',
  },
  'report-grain': {
    zh: '报表 {report} 的周期与本报表不同。',
    en: 'The period of {report} is another than that of this report.',
  },
  circle: {
    zh: '报表 {report} 直接或间接引用了本报表，成了循环。',
    en: '{report} holds this report itself, at once or through others: a circle.',
  },
  'too-many-blocks': {
    zh: '连同引用的报表共 {count} 块，最多 {most} 块。',
    en: 'With the reports that it includes there are {count} blocks, {most} at most.',
  },
  'owner-unknown': { zh: '没有机构 {owner}。', en: 'There is no organisation {owner}.' },
  'not-yours': {
    zh: '您不能替机构 {owner} 编制报表。',
    en: 'You cannot compose reports for the organisation {owner}.',
  },
} as const satisfies Readonly<Record<string, Text>>;

export type Reason = keyof typeof reasons;

export interface Fault {
  readonly path: readonly (string | number)[];
  readonly code: string;
  readonly message: Text;
}

export const faultOf = (
  path: Fault['path'],
  reason: Reason,
  facts: Readonly<Record<string, string | number | Text>> = {},
): Fault => ({ path, code: `reports.${reason}`, message: fill(reasons[reason], facts) });

/** As the answer gives them. */
export const shownFaults = (faults: readonly Fault[]) =>
  faults.map(({ path, code, message }) => ({ path: path.join('.'), code, detail: message }));
