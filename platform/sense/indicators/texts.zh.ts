export const zh = {
  module: '指标',
  read: '查看全部指标',
  manage: '让指标重新计算',
  computeJob: '计算指标',
  computed: '已计算 {done} 个指标',
  unit: '个指标',
  define: '定义指标',
  refreshJob: '刷新指标数值',
  refreshed: '已刷新 {done} 个指标',
  notFound: '指标',
  mayNotOpen: '您没有查看这些行的权限：{permission}。数字仍可查看。',
  notYet: '这个时刻还没有到，只能查看过去的时刻。',
};
