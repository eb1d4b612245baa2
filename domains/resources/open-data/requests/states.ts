import type { Text } from '#kernel/texts';

export const requestStates: Readonly<Record<string, Text>> = {
  asked: { zh: '待决定', en: 'To be decided' },
  granted: { zh: '已同意', en: 'Granted' },
  refused: { zh: '未同意', en: 'Refused' },
  withdrawn: { zh: '已撤回申请', en: 'Taken back' },
  recalled: { zh: '已收回', en: 'Recalled' },
};
