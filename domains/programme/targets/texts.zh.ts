export const zh = {
  module: '规划目标',
  read: '查看规划的基数和目标',
  planTargets: '规划目标 2020',
  target: '目标',
  baseline: '基数',
  noNumber: '规划未给数值',
  noBaseline: '规划未给基数',
};
