export const zh = {
  module: '登记册',
  read: '查看人口库与法人库（个人信息遮蔽）',
  reveal: '凭用途查看未遮蔽的个人信息',
  file: '凭用途查看一人（企）一档中其他部门办理的事项',
  regroup: '提出和决定人员的合并与拆分',
  population: '查看人口数（小数不显示）',
  grids: '查看网格楼栋',
  gridsWrite: '维护网格楼栋',
  resources: '查看自然资源库',
  resourcesWrite: '登记自然资源',
  self: '查看城市记录的本人信息',
};
