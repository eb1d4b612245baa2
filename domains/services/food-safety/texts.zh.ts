export const zh = {
  module: '食品安全',
  read: '查看餐饮单位',
  write: '维护餐饮单位',
  restaurant: '餐饮单位',
  inspection: '餐饮服务日常检查',
};
