/** The kinds of source, and the words for what stands in their records. */

export const kinds = ['folder', 'http', 'postgres', 'mysql', 'sftp', 'mqtt', 'nats', 'web'] as const;
export type Kind = (typeof kinds)[number];
export const kindNames = {
  folder: { zh: '文件夹', en: 'Watched folder' },
  http: { zh: 'HTTP 接口', en: 'HTTP interface' },
  postgres: { zh: 'PostgreSQL 数据库', en: 'PostgreSQL database' },
  sftp: { zh: 'SFTP', en: 'SFTP' },
  mysql: { zh: 'MySQL / MariaDB 数据库', en: 'MySQL or MariaDB database' },
  mqtt: { zh: 'MQTT 消息', en: 'MQTT messages' },
  nats: { zh: 'NATS 消息', en: 'NATS messages' },
  web: { zh: '公开网页数据', en: 'Public web' },
} as const;

export const states = [
  'waiting',
  'running',
  'collected',
  'unchanged',
  'nothing',
  'held',
  'refused',
  'unreachable',
  'failed',
  'cancelled',
] as const;
export type RunState = (typeof states)[number];
export const stateNames = {
  waiting: { zh: '等待运行', en: 'Waiting' },
  running: { zh: '采集中', en: 'Running' },
  collected: { zh: '已汇集', en: 'Collected' },
  unchanged: { zh: '内容未变', en: 'Unchanged' },
  nothing: { zh: '没有新数据', en: 'Nothing new' },
  held: { zh: '待确认', en: 'Held at the gate' },
  refused: { zh: '已拒收', en: 'Refused' },
  unreachable: { zh: '连接不上', en: 'Out of reach' },
  failed: { zh: '失败', en: 'Failed' },
  cancelled: { zh: '已取消', en: 'Cancelled' },
} as const;

/** Why messages may be missing. */
export const gapKinds = ['removed', 'skipped', 'anew', 'session'] as const;
export type GapKind = (typeof gapKinds)[number];

export const causes = ['schedule', 'after', 'person', 'again', 'days'] as const;
export type Cause = (typeof causes)[number];
export const causeNames = {
  schedule: { zh: '按计划', en: 'Schedule' },
  after: { zh: '在其他数据源之后', en: 'After other sources' },
  person: { zh: '人工启动', en: 'By hand' },
  again: { zh: '重新运行', en: 'Run again' },
  days: { zh: '按日期补采', en: 'Back-fill by date' },
} as const;
