import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const states = ['open', 'acknowledged', 'handling', 'closed', 'withdrawn', 'over'] as const;
export type State = (typeof states)[number];

export const stateNames = {
  open: { zh: '待确认', en: 'Not yet acknowledged' },
  acknowledged: { zh: '已确认，待研判', en: 'Acknowledged, to be judged' },
  handling: { zh: '属实，处置中', en: 'True, being dealt with' },
  closed: { zh: '已办结', en: 'Closed' },
  withdrawn: { zh: '因修订撤销', en: 'Withdrawn by revision' },
  over: { zh: '已自行解除', en: 'Over by itself' },
} as const satisfies Readonly<Record<State, Text>>;

export const verdicts = ['true', 'false', 'data-error'] as const;
export type Verdict = (typeof verdicts)[number];

export const verdictNames = {
  true: { zh: '属实', en: 'True' },
  false: { zh: '误报', en: 'False alarm' },
  'data-error': { zh: '数据有误', en: 'Error in the data' },
} as const satisfies Readonly<Record<Verdict, Text>>;

/** What came of a case of which was warned. */
export const outcomes = ['late', 'in-time'] as const;
export type Outcome = (typeof outcomes)[number];

export const outcomeNames = {
  late: { zh: '已逾期', en: 'Was late' },
  'in-time': { zh: '按期办结', en: 'Closed in time' },
} as const satisfies Readonly<Record<Outcome, Text>>;

export const grainNames: Names = {
  day: { zh: '日', en: 'Day' },
  month: { zh: '月', en: 'Month' },
  quarter: { zh: '季', en: 'Quarter' },
  year: { zh: '年', en: 'Year' },
};
