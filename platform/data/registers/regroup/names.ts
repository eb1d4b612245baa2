import type { Text } from '#kernel/texts';

export const decisionKinds = {
  merge: { zh: '合并', en: 'merge' },
  split: { zh: '拆分', en: 'part' },
} as const satisfies Readonly<Record<string, Text>>;
export type DecisionKind = keyof typeof decisionKinds;

export const decisionStates = {
  proposed: { zh: '待第二人决定', en: 'waits for a second person' },
  'in-force': { zh: '已生效', en: 'in force' },
  refused: { zh: '未同意', en: 'refused' },
} as const satisfies Readonly<Record<string, Text>>;
export type DecisionState = keyof typeof decisionStates;
