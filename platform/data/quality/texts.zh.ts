export const zh = {
  module: '数据质量',
  read: '查看问题数据（本单位）',
  mend: '改正本单位的问题数据',
  fetch: '取用其他单位共享的数据集（个人信息遮蔽）',
  manage: '裁定异议',
  problem: '问题',
  suggestion: '建议',
};
