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

/** `app=6 window=2` in words: how many places each channel keeps. */
export function quotaWords(quotas: unknown): Text {
  const parts = String(quotas)
    .split(' ')
    .map((part) => part.split('='))
    .map(([channel = '', places = '']) => ({ name: channelNames[channel], channel, places }));
  return {
    zh: parts.map(({ name, channel, places }) => `${name?.zh ?? channel} ${places} 个`).join('、'),
    en: parts.map(({ name, channel, places }) => `${places} ${name?.en ?? channel}`).join(', '),
  };
}
