import type { Text } from '#kernel/texts';

export const reportStates = ['due', 'filed', 'sent-back', 'accepted'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportStateNames = {
  due: { zh: '待填报', en: 'To be handed in' },
  filed: { zh: '待审核', en: 'To be looked at' },
  'sent-back': { zh: '已退回', en: 'Sent back' },
  accepted: { zh: '已采纳', en: 'Accepted' },
} as const satisfies Readonly<Record<ReportState, Text>>;
