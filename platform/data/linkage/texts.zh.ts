export const zh = {
  module: '无号记录链接',
  read: '查看无号记录的链接',
  reveal: '为核对查看个人信息原文',
  decide: '核对是否同一人',
  settle: '裁定两人意见不一的核对，撤回他人的核对',
  train: '训练链接模型（提出新版本）',
  approve: '批准链接模型',
  run: '运行链接',
};
