export const zh = {
  module: '通信铁塔共享',
  read: '查看通信铁塔和共享',
  write: '登记、导入通信铁塔和共享',
  plan: '查看覆盖空白',
  gaps: '覆盖空白',
  outside: '位置不在本市范围内，请检查经纬度的次序和坐标系。',
  endsBeforeStart: '终止日期早于起始日期。',
  builtLater: '在用的铁塔必须写建成日期，且不能晚于今天。',
};
