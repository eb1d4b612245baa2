export const zh = {
  module: '危货车辆监管',
  read: '查看运输车辆和终端',
  write: '登记、导入运输车辆和终端',
  release: '解除终端注册',
  otherOwner: '这辆车属于另一个单位，终端只能装在本单位的车上；没有保存。',
  noTerminal: '没有这个终端，或您看不到它。',
};
