export const zh = {
  module: '数据比对',
  read: '查看数据比对',
  write: '维护数据比对',
  run: '运行数据比对',
  reveal: '查看比对结果中的个人信息原文',
  kind: '情况',
  key: '关键字',
  differing: '不一致的项',
  row: '行',
  simulated: '（模拟数据）',
};
