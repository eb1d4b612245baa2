import type { Text } from '#kernel/texts';

type Names = Readonly<Record<string, Text>>;

export const levels: Names = {
  city: { zh: '市', en: 'City' },
  town: { zh: '镇街', en: 'Town or subdistrict' },
  village: { zh: '村社区', en: 'Village or community' },
  grid: { zh: '网格', en: 'Grid' },
};

/** How an institution comes to be on the list of those whose data is collected. */
export const collectedNames: Names = {
  printed: { zh: '规划写明', en: 'Named by the plan' },
  reconstructed: { zh: '我们重建', en: 'Our reconstruction' },
};

export const nameSources: Names = {
  plan: { zh: '规划', en: 'The plan' },
  'general-knowledge': { zh: '常识，未对照文件', en: 'General knowledge, no document' },
};
