export const zh = { module: '搜索', manage: '查看索引状态，重建索引' };
