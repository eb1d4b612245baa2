import { fill, type Text } from '#kernel/texts';

const signs: Readonly<Record<string, Text>> = {
  'client-gone': {
    zh: '当初设置推送的账号或应用凭据已停用或不再有权限，请重新设置或重新推送',
    en: 'the account or client that asked for it is gone or may no longer receive; set it or send again',
  },
  failed: { zh: '平台处理出错，将自动重试', en: 'the platform could not prepare it; it is tried again' },
  'not-configured': { zh: '本市没有配置消息服务器', en: 'the city has no broker set up' },
  'bad-address': { zh: '地址不正确', en: 'the address is not right' },
  'not-https': { zh: '地址须为 https', en: 'the address must be https' },
  'private-address': {
    zh: '地址指向未登记的内网，请平台管理员登记',
    en: 'the address lies in a network that the administrator has not listed',
  },
  unreachable: { zh: '连不上接收地址', en: 'the address cannot be reached' },
  timeout: { zh: '接收方没有及时应答', en: 'the receiver did not answer in time' },
  'too-large': { zh: '接收方的应答过大', en: 'the answer of the receiver was too large' },
  'NATS sign-in': { zh: '消息服务器拒绝登录', en: 'the broker refused the sign-in' },
  'NATS seed': { zh: '消息服务器的密钥种子不正确', en: 'the seed for the broker is not right' },
  'NATS permission': {
    zh: '消息服务器不允许发布到该主题',
    en: 'the broker does not permit to publish there',
  },
  'NATS no-stream': {
    zh: '消息服务器上没有保存该主题的流',
    en: 'no stream at the broker keeps this subject',
  },
  'NATS no-jetstream': { zh: '消息服务器没有启用 JetStream', en: 'JetStream is not enabled at the broker' },
  'NATS consumer': { zh: '消息服务器拒绝了消息', en: 'the broker refused the message' },
  'NATS unreachable': { zh: '连不上消息服务器', en: 'the broker cannot be reached' },
  'DB sign-in': {
    zh: '数据库拒绝登录，请核对数据库名、用户和密码',
    en: 'the database refused the sign-in: see to its name, the user and the password',
  },
  'DB no-table': {
    zh: '没有这张表，或缺少旁边的位置表 yaojiang_exchange；请先试推送，按提示建表',
    en: 'the table is not there, or yaojiang_exchange beside it; try it, and make what is said',
  },
  'DB no-column': { zh: '表缺少列；请试推送查看', en: 'the table lacks a column; try it to see which' },
  'DB type': {
    zh: '列的类型不能存放数据；请试推送查看',
    en: 'a column is of a type that does not fit; try it to see which',
  },
  'DB no-key': {
    zh: '列 yaojiang_row 上没有唯一索引；请试推送查看',
    en: 'there is no unique index over the column yaojiang_row; try it',
  },
  'DB lacks': {
    zh: '表还不能接收，缺少下列内容',
    en: 'the table cannot take it yet: the following is missing',
  },
  'DB permission': {
    zh: '用户没有读写该表和 yaojiang_exchange 的权限',
    en: 'the user may not read and write the table and yaojiang_exchange',
  },
  'DB read-only': { zh: '数据库是只读的', en: 'the database can only be read' },
  'DB value': {
    zh: '有数据不符合列的类型；text 列总能存放',
    en: 'a value does not fit the type of its column; text always does',
  },
  'DB constraint': { zh: '表的约束拒绝了数据', en: 'a constraint of the table refused a row' },
  'DB no-position': {
    zh: 'yaojiang_exchange 中的位置丢失或被改动；重新设置数据表，将从头写入',
    en: 'the position in yaojiang_exchange is lost or was altered; set the table again, and it begins anew',
  },
  'DB superseded': { zh: '已改用较新的设置', en: 'a newer setting has taken over' },
  'DB tls': {
    zh: '数据库的加密连接不能建立或证书不可信',
    en: 'no encrypted connection, or its certificate is not trusted',
  },
  'DB unreachable': { zh: '连不上数据库', en: 'the database cannot be reached' },
};
const coded: Text = { zh: '数据库报错 {code}', en: 'the database said error {code}' };
const answered: Text = { zh: '接收方应答 HTTP {status}', en: 'the receiver answered HTTP {status}' };

/** Why a delivery was not taken, in words; a sign that is not known is shown as it is. */
export function signText(sign: string): Text {
  const [, status] = /^HTTP (\d{3})$/.exec(sign) ?? [];
  if (status !== undefined) return fill(answered, { status });
  const [, code] = /^DB ([0-9A-Z]{5})$/.exec(sign) ?? [];
  if (code !== undefined) return fill(coded, { code });
  return signs[sign] ?? { zh: sign, en: sign };
}
