import { hint, optional, part, type Parts } from './settings-part.ts';

const tls = part('加密连接', 'Encryption', {
  ...optional,
  names: {
    verify: { zh: '加密并验证证书', en: 'Encrypted, certificate verified' },
    require: { zh: '加密，不验证证书', en: 'Encrypted, certificate not verified' },
    off: { zh: '不加密（只限内网）', en: "Not encrypted (one's own network alone)" },
  },
});

const whenCollected: Parts = {
  topicField: part('主题写入的列', 'Column for the topic', {
    ...optional,
    ...hint('不填则不写', 'It is left out when empty'),
  }),
  timeField: part('收到时间写入的列', 'Column for the time of arrival', {
    ...optional,
    ...hint('不填则不写', 'It is left out when empty'),
  }),
  batchMessages: part('一批最多多少条', 'Most messages in a batch', optional),
  quietSeconds: part('多久没有消息就结束（秒）', 'Ends when nothing came for (seconds)', optional),
  listenSeconds: part('每次最多听多久（秒）', 'Listens for at most (seconds)', optional),
};

export const mqtt: Parts = {
  host: part('主机', 'Host'),
  port: part('端口', 'Port', optional),
  version: part('协议版本', 'Version of the protocol', {
    ...optional,
    names: { '3.1.1': { zh: 'MQTT 3.1.1', en: 'MQTT 3.1.1' }, '5': { zh: 'MQTT 5', en: 'MQTT 5' } },
  }),
  topics: part('主题', 'Topics', {
    list: true,
    ...hint(
      '每行一个；+ 代表一层，# 代表以下各层，如 insured/+/changed',
      'One a line; + stands for one level, # for all below: insured/+/changed',
    ),
  }),
  user: part('账户', 'Account', {
    ...optional,
    ...hint('只订阅的账户即可', 'One that may only subscribe will do'),
  }),
  clientId: part('客户端标识', 'Client id', {
    ...optional,
    ...hint(
      '对方按它替我们留存消息；不填则用数据源编码',
      'Under it the broker keeps what comes meanwhile; made of the source’s code when empty',
    ),
  }),
  tls,
  ...whenCollected,
};

export const nats: Parts = {
  host: part('主机', 'Host'),
  port: part('端口', 'Port', optional),
  stream: part(
    '流',
    'Stream',
    hint('对方 JetStream 的流名称', 'Its name in the JetStream of the other side'),
  ),
  subject: part('主题', 'Subject', {
    ...optional,
    ...hint(
      '不填则取流中全部；* 代表一段，> 代表以下各段，如 insured.*.changed',
      'All of the stream when empty; * stands for one part, > for all below: insured.*.changed',
    ),
  }),
  auth: part('验证方式', 'Signs in with', {
    ...optional,
    names: {
      password: { zh: '用户名和密码', en: 'User and password' },
      token: { zh: '令牌', en: 'A token' },
      nkey: { zh: '密钥种子（NKey）', en: 'The seed of a key (NKey)' },
      none: { zh: '不需要', en: 'Nothing' },
    },
  }),
  user: part('账户', 'Account', {
    ...optional,
    ...hint('只读流的账户即可', 'One that may only read the stream will do'),
  }),
  consumer: part('消费者名称', 'Consumer', {
    ...optional,
    ...hint(
      '对方按它记住读到哪里；没有就新建，不填则用数据源编码',
      'Under it the broker remembers how far we came; made when there is none, named after the source when empty',
    ),
  }),
  tls,
  ...whenCollected,
};
