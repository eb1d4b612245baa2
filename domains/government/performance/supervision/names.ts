import type { Text } from '#kernel/texts';

export const supervisionStates = ['issued', 'working', 'finished', 'closed'] as const;
export type SupervisionState = (typeof supervisionStates)[number];
export const supervisionStateNames = {
  issued: { zh: '待签收', en: 'To be received' },
  working: { zh: '办理中', en: 'Under way' },
  finished: { zh: '待验收', en: 'To be judged' },
  closed: { zh: '已办结', en: 'Closed' },
} as const satisfies Readonly<Record<SupervisionState, Text>>;

export const extensionStates = ['asked', 'granted', 'refused'] as const;
export const extensionStateNames = {
  asked: { zh: '申请延期', en: 'Extension asked for' },
  granted: { zh: '同意延期', en: 'Extended' },
  refused: { zh: '不同意延期', en: 'Not extended' },
} as const satisfies Readonly<Record<(typeof extensionStates)[number], Text>>;

export const outcomes = ['met', 'partly', 'unmet'] as const;
export type Outcome = (typeof outcomes)[number];
export const outcomeNames = {
  met: { zh: '完成', en: 'Done' },
  partly: { zh: '部分完成', en: 'Partly done' },
  unmet: { zh: '未完成', en: 'Not done' },
} as const satisfies Readonly<Record<Outcome, Text>>;
