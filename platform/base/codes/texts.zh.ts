export const zh = {
  table: '代码表',
  code: '代码',
  manage: '维护代码表',
  ofTheCity: '此条来自城市资料文件，请在文件中修改，这里未作改动。',
  parentUnknown: '同一代码表中没有这个上级代码。',
  parentCircle: '代码不能成为自己的上级。',
  period: '停用日期应晚于启用日期。',
  tableUnknown: '没有这个代码表，请先建立代码表。',
  key: '键应为“表:代码”；从前的含义另加“@停用日期”。',
  mappingKey: '键应为“源表:源代码>目标表:目标代码”。',
  codeUnknown: '代码表中没有这个代码。',
  noMeaning: '代码 {code} 在 {on} 没有含义。',
};
