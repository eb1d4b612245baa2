import type { Text } from '#kernel/texts';

/** What people call the usual channels. */
export const channelNames: Readonly<Record<string, Text>> = {
  any: { zh: '不限渠道', en: 'any channel' },
  app: { zh: '网上', en: 'online' },
  window: { zh: '窗口', en: 'window' },
  phone: { zh: '电话', en: 'telephone' },
  referral: { zh: '转诊', en: 'referral' },
  signed: { zh: '签约居民', en: 'signed residents' },
};
