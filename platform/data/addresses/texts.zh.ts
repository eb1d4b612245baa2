export const zh = {
  module: '标准地址',
  read: '解析地址',
};
