export const zh = {
  module: '信息资源目录',
  entry: '信息资源',
  entries: '信息资源目录',
  catalogueRead: '查看目录',
  catalogueManage: '维护目录',
};
