export const zh = {
  module: '数据汇集',
  collect: '提交本单位的数据',
  read: '查看本单位的批次',
};
