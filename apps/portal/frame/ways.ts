import type { Text } from '#kernel/texts';

/** What stands in the header. */
export const ways: readonly { readonly path: string; readonly title: Text }[] = [
  { path: '/news', title: { zh: '城市信息', en: 'News' } },
  { path: '/catalogue', title: { zh: '数据目录', en: 'Catalogue' } },
  { path: '/plan', title: { zh: '规划目标', en: 'Targets' } },
  { path: '/my', title: { zh: '我的', en: 'Mine' } },
];
