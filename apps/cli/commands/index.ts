import { nodeOptions, type ListedCommand } from '../command.ts';

/** Everything that `yj` can do. The code of a command is read when it is called: help needs none of it. */
export const commands: readonly ListedCommand[] = [
  {
    name: 'config',
    usage: '',
    summary: {
      zh: '显示生效的设置及其来源',
      en: 'Prints the configuration in force and where it comes from',
    },
    options: {},
    load: () => import('./config.ts'),
  },
  {
    name: 'city check',
    usage: '[FOLDER]',
    summary: {
      zh: '检查城市资料，指出有误的文件和行',
      en: "Checks a city's files and names the file and line that is wrong",
    },
    options: {},
    load: () => import('./city-check.ts'),
  },
  {
    name: 'client create',
    usage: '--name N --organisation CODE --permission P@SCOPE …',
    summary: {
      zh: '新建接口客户端，密钥只显示这一次',
      en: 'Makes an API client; its secret is shown this once',
    },
    options: {
      name: { type: 'string' },
      organisation: { type: 'string' },
      permission: { type: 'string', multiple: true },
    },
    load: () => import('./client-create.ts'),
  },
  {
    name: 'audit verify',
    usage: '[--proof FILE [--key KEY]] [--head FINGERPRINT]',
    summary: {
      zh: '重算审计账本，指出第一条被改动的记录；或离线核验一份证明、一个印出的指纹',
      en: 'Recomputes the ledger and names the first entry that was altered; or verifies a proof offline, a printed fingerprint',
    },
    options: { proof: { type: 'string' }, key: { type: 'string' }, head: { type: 'string' } },
    load: () => import('./audit-verify.ts'),
  },
  {
    name: 'exchange verify',
    usage: 'FILE [--keys FILE] [--body FILE] [--ledger FILE [--ledger-key KEY] [--head FINGERPRINT]]',
    summary: {
      zh: '离线核验一份交换证明；--keys：公布的公钥（/exchange/keys），--body：收到的正文，--ledger：账本中检查点那一条的证明，--ledger-key、--head：公布的账本公钥或印出的指纹',
      en: 'Verifies the proof of an exchange offline; --keys: the public keys (/exchange/keys), --body: what was received, --ledger: the ledger’s evidence of its checkpoint, --ledger-key, --head: the ledger’s key as published or a fingerprint as printed',
    },
    options: {
      keys: { type: 'string' },
      body: { type: 'string' },
      ledger: { type: 'string' },
      'ledger-key': { type: 'string' },
      head: { type: 'string' },
    },
    load: () => import('./exchange-verify.ts'),
  },
  {
    name: 'exchange proof',
    usage: 'ID [--out FILE]',
    summary: {
      zh: '写出一次交换的证明：收据、所在批的路径、签名的树头、使用方的确认',
      en: 'Writes what proves an exchange: receipt, path, signed head, what the consumer has signed',
    },
    options: { out: { type: 'string' } },
    load: () => import('./exchange-proof.ts'),
  },
  {
    name: 'backup',
    usage: '[--to FOLDER] [--passphrase-file FILE]',
    summary: {
      zh: '备份数据库、数据湖、文件与密钥于同一时点；内置数据库须先停止平台，或从控制台备份',
      en: 'Backs up database, lake, files and keys at one point; with the embedded store stop the platform first, or do it from the console',
    },
    options: { to: { type: 'string' }, 'passphrase-file': { type: 'string' } },
    load: () => import('./backup.ts'),
  },
  {
    name: 'restore',
    usage: '--from FOLDER --data FOLDER [--database URL] [--passphrase-file FILE]',
    summary: {
      zh: '把备份（目录中最新的一份，或指定的一份）恢复到空的数据目录和空的数据库；先逐字节核对',
      en: 'Restores a backup (the newest of a folder, or the one given) into an empty data folder and database; proves every byte first',
    },
    options: {
      from: { type: 'string' },
      data: { type: 'string' },
      database: { type: 'string' },
      'passphrase-file': { type: 'string' },
    },
    load: () => import('./restore.ts'),
  },
  {
    name: 'link',
    usage:
      '--config FILE --left FILE [--right FILE] --out PAIRS [--truth FILE] [--model FILE] [--save-model FILE] [--memory 1GB]',
    summary: {
      zh: '找出两个文件（或一个文件内部）中属于同一人、同一单位的记录，无需标注；--truth 给出真值则打分',
      en: 'Finds the records of two files (or within one) that are the same person or thing, without labels; --truth scores it',
    },
    options: {
      config: { type: 'string' },
      left: { type: 'string' },
      right: { type: 'string' },
      out: { type: 'string' },
      truth: { type: 'string' },
      model: { type: 'string' },
      'save-model': { type: 'string' },
      memory: { type: 'string' },
    },
    load: () => import('./link.ts'),
  },
  {
    name: 'forecast',
    usage:
      '--file FILE --column NAME --horizon N [--time NAME] [--period 7,365] [--holidays] [--level 0.95] [--least 0] [--most 1] [--out CSV]',
    summary: {
      zh: '预测一列数接下来的值和区间，写成 CSV；可有几个季节；--holidays：按日的数计入中国节假日、调休和春节前后',
      en: 'Forecasts a column of values with intervals, as CSV; several seasons at once; --holidays: for days, what holidays, adjusted working days and the Spring Festival do',
    },
    options: {
      file: { type: 'string' },
      column: { type: 'string' },
      time: { type: 'string' },
      horizon: { type: 'string' },
      period: { type: 'string' },
      holidays: { type: 'boolean' },
      level: { type: 'string' },
      least: { type: 'string' },
      most: { type: 'string' },
      out: { type: 'string' },
    },
    load: () => import('./forecast.ts'),
  },
  {
    name: 'simulate',
    usage: '--size town --seed 1 --out FOLDER [--run]',
    summary: {
      zh: '生成一座模拟城市交来的文件和真值；--run：并从文件一直做到登记册、问题和指标，列出各阶段用时',
      en: 'Writes what a simulated city hands in, and the truth beside; --run: and brings it through to registers, findings and indicators, with the time of each stage',
    },
    options: {
      size: { type: 'string' },
      seed: { type: 'string' },
      out: { type: 'string' },
      run: { type: 'boolean' },
    },
    load: () => import('./simulate.ts'),
  },
  {
    name: 'node',
    usage: '[--data FOLDER] [--port 8331] [--every SECONDS]',
    summary: {
      zh: '运行前置机：存储转发，断网数日不丢不重',
      en: 'Runs an exchange node: stores and forwards, survives days offline',
    },
    options: { ...nodeOptions, port: { type: 'string' }, every: { type: 'string' } },
    load: () => import('./node.ts'),
  },
  {
    name: 'node enrol',
    usage: '--city URL --code CODE | --code CODE --request FILE | --certificate FILE  [--data FOLDER]',
    summary: {
      zh: '用控制台生成的接入码把前置机接入城市',
      en: 'Enrols a node at a city, with the code that the console shows',
    },
    options: {
      ...nodeOptions,
      city: { type: 'string' },
      code: { type: 'string' },
      request: { type: 'string' },
      certificate: { type: 'string' },
    },
    load: () => import('./node-enrol.ts'),
  },
  {
    name: 'node put',
    usage: 'FILE --dataset CODE [--data FOLDER]',
    summary: { zh: '把一个文件交给前置机', en: 'Hands a file to the node' },
    options: { ...nodeOptions, dataset: { type: 'string' } },
    load: () => import('./node-put.ts'),
  },
  {
    name: 'node status',
    usage: '[--data FOLDER]',
    summary: { zh: '前置机的状态和城市发来的消息', en: 'How the node stands, and what the city told it' },
    options: nodeOptions,
    load: () => import('./node-status.ts'),
  },
  {
    name: 'node pack',
    usage: '--out FILE [--again] [--data FOLDER]',
    summary: {
      zh: '把待送的数据打成一个签名的包，由介质单向送出',
      en: 'Writes what waits as one signed bundle, to go over by a medium',
    },
    options: { ...nodeOptions, out: { type: 'string' }, again: { type: 'boolean' } },
    load: () => import('./node-pack.ts'),
  },
  {
    name: 'node unpack',
    usage: 'FILE [--data FOLDER]',
    summary: {
      zh: '收下介质带来的包：在城市收数据包，在前置机收回执包',
      en: 'Takes what a medium brought: a bundle at the city, receipts at the node',
    },
    options: nodeOptions,
    load: () => import('./node-unpack.ts'),
  },
  {
    name: 'node follow',
    usage: 'AGREEMENT --purpose CODE [--data FOLDER]',
    summary: {
      zh: '在前置机保存一份共享协议的数据，租约之内供本部门系统读取',
      en: 'Holds the rows of an agreement at the node, for systems of the department while the lease runs',
    },
    options: { ...nodeOptions, purpose: { type: 'string' } },
    load: () => import('./node-follow.ts'),
  },
  {
    name: 'node token',
    usage: '[--data FOLDER]',
    summary: {
      zh: '本部门系统访问前置机的令牌',
      en: 'The token by which systems of the department speak to the node',
    },
    options: nodeOptions,
    load: () => import('./node-token.ts'),
  },
];
