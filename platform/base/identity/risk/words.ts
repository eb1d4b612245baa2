export const riskReasons = {
  failed: { zh: '登录失败，连续第 {failures} 次', en: 'Sign-in failed, {failures} in a row' },
  locked: { zh: '连续失败 {failures} 次，账户已锁定', en: 'Locked after {failures} failures' },
  spray: {
    zh: '同一网络 {minutes} 分钟内试了 {names} 个账户名：疑似撞库',
    en: '{names} names tried from one network within {minutes} minutes: passwords are being sprayed',
  },
  storm: {
    zh: '全市 {minutes} 分钟内登录失败 {all} 次，不合常情',
    en: '{all} failed sign-ins in the city within {minutes} minutes: that is not people forgetting',
  },
  'new-device': { zh: '从未用过的设备登录', en: 'Signed in with a device never used before' },
  'new-place': { zh: '从未出现过的网络登录', en: 'Signed in from a network never seen before' },
  privilege: { zh: '授予或变更岗位，角色 {role}', en: 'A post was given or changed: role {role}' },
  'break-glass': { zh: '应急破例访问', en: 'Glass was broken in an emergency' },
  'factor-reset': { zh: '第二重验证被他人清除', en: 'A second factor was taken away by another' },
  'outside-refused': {
    zh: '外部平台 {provider} 的登录未通过校验',
    en: 'A sign-in by {provider} did not hold',
  },
};

export const riskKindNames = {
  failed: { zh: '登录失败', en: 'Failed sign-in' },
  locked: { zh: '锁定', en: 'Lock-out' },
  spray: { zh: '撞库', en: 'Spray of passwords' },
  storm: { zh: '失败激增', en: 'Storm of failures' },
  'new-device': { zh: '新设备', en: 'New device' },
  'new-place': { zh: '新网络', en: 'New network' },
  privilege: { zh: '权限变更', en: 'Change of rights' },
  'break-glass': { zh: '应急破例', en: 'Broken glass' },
  'factor-reset': { zh: '清除第二重验证', en: 'Second factor reset' },
  'outside-refused': { zh: '外部登录未通过', en: 'Outside sign-in refused' },
};

export const riskLevelNames = {
  info: { zh: '记录', en: 'Noted' },
  notice: { zh: '留意', en: 'Notice' },
  warning: { zh: '警告', en: 'Warning' },
  high: { zh: '高', en: 'High' },
};
