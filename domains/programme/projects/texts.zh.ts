export const zh = { module: '重点项目', read: '查看重点项目' };
