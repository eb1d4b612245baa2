/** Words of a measure in a page of another site. */
export const words = {
  table: { zh: '数据表', en: 'As a table' },
  period: { zh: '时期', en: 'Period' },
  part: { zh: '分组', en: 'Part' },
  noData: { zh: '无数据', en: 'No data' },
  hidden: { zh: '数小，不显示', en: 'Small, not shown' },
  provisional: { zh: '暂定', en: 'provisional' },
  revised: { zh: '已修订 {count} 次', en: 'revised {count} times' },
  revisedOnce: { zh: '已修订', en: 'revised' },
  asOf: { zh: '数据截至', en: 'As of' },
  definition: { zh: '口径：{said}', en: 'What is counted: {said}' },
  licence: { zh: '许可', en: 'Licence' },
  data: { zh: '数据（CSV）', en: 'Data (CSV)' },
  some: {
    zh: '图中只画最近一期最大的 {count} 项，表中全有。',
    en: 'Drawn are the {count} largest of the newest period; the table has all.',
  },
  failed: { zh: '这个指标现在看不了', en: 'This measure cannot be shown' },
  again: { zh: '再试一次', en: 'Try again' },
  waiting: { zh: '正在取数', en: 'Being fetched' },
  newTab: { zh: '（在新页打开）', en: '(opens in a new tab)' },
} as const;
