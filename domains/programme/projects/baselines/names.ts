import type { Text } from '#kernel/texts';

export const baselineStates = ['asked', 'approved', 'refused', 'taken-back'] as const;
export type BaselineState = (typeof baselineStates)[number];
export const baselineStateNames = {
  asked: { zh: '待批准', en: 'Asked for' },
  approved: { zh: '已冻结', en: 'Frozen' },
  refused: { zh: '未批准', en: 'Refused' },
  'taken-back': { zh: '已撤回', en: 'Taken back' },
} as const satisfies Readonly<Record<BaselineState, Text>>;
