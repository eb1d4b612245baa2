import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const kinds: Names = {
  baseline: { zh: '基数', en: 'Baseline' },
  target: { zh: '目标', en: 'Target' },
};

export const approximations: Names = {
  about: { zh: '约', en: 'About' },
  over: { zh: '超过', en: 'Over' },
  nearly: { zh: '近', en: 'Nearly' },
};

export const comparisons: Names = {
  'at-least': { zh: '不低于', en: 'At least' },
  'at-most': { zh: '不高于', en: 'At most' },
};
