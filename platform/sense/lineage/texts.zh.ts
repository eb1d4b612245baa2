export const zh = {
  module: '数据血缘',
  read: '查看数据血缘',
  write: '报送血缘事件',
  node: '数据集或环节',
  gatherJob: '整理数据血缘',
  gathered: '整理 {count} 个环节',
  ownNamespace: '这个命名空间的环节由本平台自己说明。请用报送系统自己的命名空间。',
  futureEvent: '事件时间比现在晚一天以上，请检查报送系统的时钟。',
};
