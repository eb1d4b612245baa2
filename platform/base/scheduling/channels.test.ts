import { expect, test } from 'vitest';
import { quotaWords } from './channels.ts';

test.each([
  ['app=6 window=2', '网上 6 个、窗口 2 个', '6 online, 2 window'],
  ['phone=1', '电话 1 个', '1 telephone'],
  ['kiosk=3', 'kiosk 3 个', '3 kiosk'],
])('%s in words', (quotas, zh, en) => {
  expect(quotaWords(quotas)).toEqual({ zh, en });
});
