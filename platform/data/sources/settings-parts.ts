import { mqtt, nats } from './settings-parts-messages.ts';
import { hint, minutes, optional, part, type Parts } from './settings-part.ts';
import type { Kind } from './names.ts';

const folder: Parts = {
  path: part(
    '文件夹',
    'Folder',
    hint('在本单位的采集文件夹之下；“.”是它本身', 'Below the department’s own folder; "." is that folder'),
  ),
  ready: part('怎样算传完', 'When a file is whole', {
    ...optional,
    names: {
      quiet: { zh: '一段时间内没有变化', en: 'Nothing changed it for a while' },
      marker: { zh: '旁边有同名的 .ok 文件', en: 'A file of its name with .ok stands beside it' },
    },
  }),
  quietSeconds: part('多久没有变化（秒）', 'Unchanged for (seconds)', optional),
};

const http: Parts = {
  url: part('地址', 'Address', hint('只用 GET；不跟随跳转', 'Asked with GET; redirects are not followed')),
  format: part('格式', 'Form', {
    ...optional,
    names: {
      json: { zh: 'JSON', en: 'JSON' },
      ndjson: { zh: 'NDJSON（每行一条）', en: 'NDJSON (a record a line)' },
      csv: { zh: 'CSV', en: 'CSV' },
    },
  }),
  records: part('记录所在位置', 'Where the records are', {
    ...optional,
    ...hint(
      'JSON 路径，如 data.rows；不填则整个返回就是列表',
      'JSON path such as data.rows; the whole answer is the list when empty',
    ),
  }),
  paging: part('分页', 'Pages', {
    ...optional,
    names: {
      none: { zh: '不分页', en: 'None' },
      page: { zh: '页码', en: 'Page number' },
      cursor: { zh: '游标', en: 'Cursor' },
      link: { zh: '下一页地址', en: 'Address of the next page' },
    },
  }),
  pageParameter: part('页码参数', 'Parameter of the page', optional),
  firstPage: part('第一页的页码', 'Number of the first page', { ...optional, ...hint('0 或 1', '0 or 1') }),
  sizeParameter: part('每页条数参数', 'Parameter of the page size', optional),
  pageSize: part('每页条数', 'Page size', optional),
  cursorParameter: part('游标参数', 'Parameter of the cursor', optional),
  cursorPath: part('下一个游标的位置', 'Where the next cursor is', {
    ...optional,
    ...hint('JSON 路径', 'JSON path'),
  }),
  nextPath: part('下一页地址的位置', 'Where the next address is', {
    ...optional,
    ...hint('JSON 路径；不填则看 Link 响应头', 'JSON path; the Link header when empty'),
  }),
  auth: part('验证方式', 'Signs in with', {
    ...optional,
    names: {
      none: { zh: '不需要', en: 'Nothing' },
      basic: { zh: '用户名和密码', en: 'User and password (Basic)' },
      bearer: { zh: '令牌（Bearer）', en: 'Token (Bearer)' },
      header: { zh: '请求头', en: 'A header' },
    },
  }),
  user: part('用户名', 'User', optional),
  header: part('请求头名称', 'Name of the header', optional),
  markParameter: part('增量参数', 'Parameter of where to go on', {
    ...optional,
    ...hint(
      '只要它之后的记录；不填则每次取全部',
      'Only records after it are wanted; all of them each time when empty',
    ),
  }),
  markField: part('增量字段', 'Field that rises with time', {
    ...optional,
    ...hint('记录里随时间增大的字段', 'Of each record'),
  }),
  untilParameter: part('截止参数', 'Parameter of where to stop', {
    ...optional,
    ...hint('按日期补采时用', 'For back-fills by date'),
  }),
  mostPages: part('最多页数', 'Most pages', optional),
  mostMegabytes: part('最多兆字节', 'Most megabytes', optional),
  mostMinutes: minutes,
};

const postgres: Parts = {
  host: part('主机', 'Host'),
  port: part('端口', 'Port', optional),
  database: part('数据库', 'Database'),
  user: part('账户', 'Account', hint('只读账户即可', 'One that may only read will do')),
  relation: part('表或视图', 'Table or view', hint('如 public.insured', 'Such as public.insured')),
  columns: part('列', 'Columns', {
    ...optional,
    list: true,
    ...hint('不填则全部，每行一列', 'All when empty; one a line'),
  }),
  mode: part('取数方式', 'How rows are taken', {
    ...optional,
    names: {
      full: { zh: '每次全部', en: 'All of them each time' },
      watermark: { zh: '按增量列，只取新的', en: 'What is new by a column that rises' },
      difference: { zh: '与上次比较，只取有变化的', en: 'What differs from the last time' },
    },
  }),
  markColumn: part('增量列', 'Column that rises with time', optional),
  key: part('主键列', 'Columns of the key', {
    ...optional,
    list: true,
    ...hint(
      '比较差异时必填；其他方式用来固定顺序',
      'Needed to compare; otherwise they give the rows a fixed order',
    ),
  }),
  tls: part('加密连接', 'Encryption', {
    ...optional,
    names: {
      verify: { zh: '加密并验证证书', en: 'Encrypted, certificate verified' },
      require: { zh: '加密，不验证证书', en: 'Encrypted, certificate not verified' },
      off: { zh: '不加密（只限内网）', en: "Not encrypted (one's own network alone)" },
    },
  }),
  mostMinutes: minutes,
};

const mysql: Parts = {
  ...postgres,
  relation: part(
    '表或视图',
    'Table or view',
    hint('如 insured 或 business.insured', 'Such as insured or business.insured'),
  ),
};

const sftp: Parts = {
  host: part('主机', 'Host'),
  port: part('端口', 'Port', optional),
  user: part('账户', 'Account', hint('只读账户即可', 'One that may only read will do')),
  auth: part('验证方式', 'Signs in with', {
    ...optional,
    names: { password: { zh: '密码', en: 'A password' }, key: { zh: '私钥', en: 'A private key' } },
  }),
  fingerprint: part('主机密钥指纹', 'Fingerprint of the host’s key', {
    ...optional,
    ...hint(
      '先试读：平台会显示它，请与对方核对后填入；以后主机密钥变了就不再连接',
      'Try it first: the platform shows it. Compare it with the other side and enter it; a host with another key is then refused',
    ),
  }),
  path: part(
    '文件夹',
    'Folder',
    hint(
      '数据文件旁有同名的 .ok 或 .done 才取走，如 a.csv 与 a.csv.ok',
      'A file is taken when one of its name with .ok or .done stands beside it: a.csv and a.csv.ok',
    ),
  ),
};

const web: Parts = {
  url: part(
    '地址',
    'Address',
    hint(
      '网站向所有人公开的数据接口；按其 robots.txt 读取，不登录',
      'Data that the site gives to everybody; read as its robots.txt allows, never signed in',
    ),
  ),
  legalBasis: part('法律依据', 'Legal basis', hint('法规名称和条款', 'The law and its article')),
  purpose: part('用途', 'Purpose'),
  format: part('格式', 'Form', {
    ...optional,
    names: {
      json: { zh: 'JSON', en: 'JSON' },
      ndjson: { zh: 'NDJSON（每行一条）', en: 'NDJSON (a record a line)' },
    },
  }),
  records: part('记录所在位置', 'Where the records are', {
    ...optional,
    ...hint('JSON 路径，如 data.rows', 'JSON path such as data.rows'),
  }),
  paging: part('分页', 'Pages', {
    ...optional,
    names: {
      none: { zh: '不分页', en: 'None' },
      page: { zh: '页码', en: 'Page number' },
      link: { zh: '下一页地址', en: 'Address of the next page' },
    },
  }),
  pageParameter: part('页码参数', 'Parameter of the page', optional),
  nextPath: part('下一页地址的位置', 'Where the next address is', optional),
  addressField: part('网址写入的列', 'Column for the address', optional),
  dayField: part('采集日期写入的列', 'Column for the day it was read', optional),
  mostPages: part('最多页数', 'Most pages', optional),
};

/** The settings of each kind, part by part, as its form asks for them. */
export const settingsParts: Readonly<Record<Kind, Parts>> = {
  folder,
  http,
  postgres,
  mysql,
  sftp,
  mqtt,
  nats,
  web,
};
