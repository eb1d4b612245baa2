import type { Text } from '#kernel/texts';

export const schemeStates = ['draft', 'collecting', 'published'] as const;
export type SchemeState = (typeof schemeStates)[number];
export const schemeStateNames = {
  draft: { zh: '草拟', en: 'Draft' },
  collecting: { zh: '收集与评分', en: 'Evidence and scoring' },
  published: { zh: '已公布', en: 'Published' },
} as const satisfies Readonly<Record<SchemeState, Text>>;

export const judgementKinds = ['evidence', 'bonus', 'deduction'] as const;
export type JudgementKind = (typeof judgementKinds)[number];
export const judgementKindNames = {
  evidence: { zh: '举证评分', en: 'Judged by evidence' },
  bonus: { zh: '加分', en: 'Bonus' },
  deduction: { zh: '扣分', en: 'Deduction' },
} as const satisfies Readonly<Record<JudgementKind, Text>>;

export const judgementStates = ['waiting', 'submitted', 'scored'] as const;
export type JudgementState = (typeof judgementStates)[number];
export const judgementStateNames = {
  waiting: { zh: '待举证', en: 'Evidence wanted' },
  submitted: { zh: '待评分', en: 'To be scored' },
  scored: { zh: '已评分', en: 'Scored' },
} as const satisfies Readonly<Record<JudgementState, Text>>;

export const resultStates = ['in-force', 'superseded'] as const;
export const resultStateNames = {
  'in-force': { zh: '现行', en: 'In force' },
  superseded: { zh: '已被新版取代', en: 'Superseded' },
} as const satisfies Readonly<Record<(typeof resultStates)[number], Text>>;

export const appealStates = ['filed', 'upheld', 'rejected'] as const;
export const appealStateNames = {
  filed: { zh: '待决定', en: 'To be decided' },
  upheld: { zh: '申诉成立', en: 'Upheld' },
  rejected: { zh: '申诉不成立', en: 'Rejected' },
} as const satisfies Readonly<Record<(typeof appealStates)[number], Text>>;

export const causes = ['first', 'corrected', 'appeal'] as const;
export type Cause = (typeof causes)[number];
export const causeNames = {
  first: { zh: '首次公布', en: 'First published' },
  corrected: { zh: '更正后重新公布', en: 'Published anew after a correction' },
  appeal: { zh: '申诉成立后重新公布', en: 'Published anew after an appeal' },
} as const satisfies Readonly<Record<Cause, Text>>;

export const scoringNames = {
  target: { zh: '底线到目标', en: 'Floor to target' },
  'min-max': { zh: '极差法', en: 'Min–max' },
  rank: { zh: '名次法', en: 'By rank' },
  'z-score': { zh: '标准分', en: 'Standard score' },
} as const satisfies Readonly<Record<string, Text>>;

export const weightingNames = {
  given: { zh: '给定', en: 'Given' },
  ahp: { zh: '层次分析法', en: 'AHP' },
  entropy: { zh: '熵权法', en: 'Entropy' },
} as const satisfies Readonly<Record<string, Text>>;

export const goneNames = {
  none: { zh: '无数据', en: 'No data' },
  withheld: { zh: '数值过小，不予显示', en: 'Withheld for being small' },
  unjudged: { zh: '未评分', en: 'Not scored' },
} as const satisfies Readonly<Record<string, Text>>;
