export const zh = {
  module: '登记册',
  read: '查看人口库与法人库（个人信息遮蔽）',
  reveal: '凭用途查看未遮蔽的个人信息',
  self: '查看城市记录的本人信息',
};
