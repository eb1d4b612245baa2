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
};
const answered: Text = { zh: '接收方应答 HTTP {status}', en: 'the receiver answered HTTP {status}' };

/** Why a delivery was not taken, in words; a sign that is not known is shown as it is. */
export function signText(sign: string): Text {
  const [, status] = /^HTTP (\d{3})$/.exec(sign) ?? [];
  if (status !== undefined) return fill(answered, { status });
  return signs[sign] ?? { zh: sign, en: sign };
}
