export const zh = {
  task: '任务',
  alreadyClaimed: '此任务已由{name}认领。',
  closed: '此任务已办结，未作改动。',
  notYours: '此任务不是由您认领的，只有认领人或任务管理员可以退回。',
  unknownOrganisation: '没有这个单位：{organisation}',
  unknownColleague: '此人不在该单位任职，任务没有转交。',
  handOverWhere: '请写明转给哪个单位或哪位同事。',
  nameless: '另一位同事',
};
