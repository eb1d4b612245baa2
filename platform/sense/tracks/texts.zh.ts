export const zh = {
  module: '轨迹',
  read: '查看车辆位置和轨迹',
  noDevice: '没有这个对象，或您看不到它。',
  daysJob: '轨迹分区：提前建立、到期删除',
  judgeJob: '按围栏和速度规则检查轨迹',
  daysDone: '已备好 {made} 天，删除 {dropped} 天。',
  settleJob: '轨迹整理：过去的日子按车辆和时间重新排好',
  settleDone: '已整理 {settled} 天。',
  judged: '检查了 {devices} 个对象，发现 {breaches} 项。',
  taskKind: '轨迹规则',
};
