export const zh = {
  module: '网络安全',
  read: '查看等保测评项与证据',
  manage: '取证、接受风险',
  gathering: '等保取证',
  gathered: '符合 {pass}，不符合 {fail}，待人工 {manual}，接受风险 {accepted}',
  finding: '等保不符合项',
  fails: '{clause} 不符合：',
  mended: '已符合',
  accepted: '已接受风险',
  untilPast: '接受风险的期限已过，请给出今天或以后的日期。',
};
