import type { Text } from '#kernel/texts';

/** Words of the page of applications. */
export const applicationWords = {
  title: { zh: '单点登录应用', en: 'Applications' },
  lead: {
    zh: '这些应用用本平台登录（OpenID Connect）。签发者：{issuer}',
    en: 'These sign people in by this platform (OpenID Connect). Issuer: {issuer}',
  },
  create: { zh: '登记应用', en: 'Register an application' },
  nameZh: { zh: '中文名称', en: 'Name in Chinese' },
  nameEn: { zh: '英文名称', en: 'Name in English' },
  kind: { zh: '类型', en: 'Kind' },
  kinds: {
    web: { zh: '网页应用（有密钥）', en: 'Web application (with a secret)' },
    native: { zh: '手机或桌面应用（无密钥）', en: 'Mobile or desktop application (no secret)' },
    service: { zh: '后台服务（以自己的名义）', en: 'Service (in its own name)' },
  } as Readonly<Record<string, Text>>,
  audience: { zh: '谁可以登录', en: 'Who may enter' },
  audiences: {
    official: { zh: '工作人员', en: 'Officials' },
    citizen: { zh: '市民', en: 'Citizens' },
    everyone: { zh: '所有人', en: 'Everybody' },
  } as Readonly<Record<string, Text>>,
  redirectUris: { zh: '登录后回到的地址', en: 'Addresses to return to' },
  redirectHint: {
    zh: '每行一个，逐字比较；须为 https，本机调试可用 http://127.0.0.1',
    en: 'One a line, compared letter by letter; https, or http://127.0.0.1 while developing',
  },
  logoutUris: { zh: '退出后回到的地址', en: 'Addresses to return to after signing out' },
  backchannelUri: { zh: '退出通知地址', en: 'Address told of a sign-out' },
  trusted: {
    zh: '本市自有应用：不逐人征求同意',
    en: "The city's own: people are not asked for consent",
  },
  inside: {
    zh: '退出通知地址在本市内网：允许访问内网地址',
    en: "The address told of a sign-out stands in the city's own network: a private address will do",
  },
  address: { zh: '地址', en: 'Addresses' },
  renew: { zh: '更换密钥', en: 'Renew the secret' },
  renewWill: {
    zh: '旧密钥立即失效，应用换上新密钥之前不能访问。',
    en: 'The old secret ends at once; until it has the new one, the application has no access.',
  },
  rotate: { zh: '更换签名密钥', en: 'Rotate the signing keys' },
  none: { zh: '还没有登记的应用', en: 'No application yet' },
  noneHint: {
    zh: '点上面的“登记应用”，应用即可用本平台登录。',
    en: 'Register one above, and it can sign people in by this platform.',
  },
  actions: { zh: '操作', en: 'Actions' },
};
