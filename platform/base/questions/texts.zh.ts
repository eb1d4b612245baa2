export const zh = {
  module: '查询答复',
  answerRight: '答复市民“为什么看我的数据”',
  entry: '与您有关的条目',
  question: '提问',
  ownLook: '这一条是您本人的操作。',
  noOffice: '这一条是平台自动处理的，没有可以询问的单位。',
  askedAlready: '这一条您已经问过，答复会显示在原处。',
  answered: '这个提问已有答复，答复不能更改。',
  task: '市民询问：为什么看我的数据（账本第 {sequence} 条）',
  outcome: '已答复',
  badCursor: '翻页标记无法识别，请从第一页重新查看。',
};
