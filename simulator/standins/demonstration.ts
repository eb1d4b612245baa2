import type { Context } from '#kernel/context';
import { writeRows } from '#kernel/record-server';
import { connectSystem, setFeedKey, setInside } from '#platform/base/applications';
import { Access, Feed, Interface, System } from '#platform/base/applications/records';
import { createClient } from '#platform/base/identity';

const owner = '330281-jxj';
const simulated = { source: 'simulator', simulated: true } as const;

/** Codes of the two systems that are played. */
export const approvalsCode = 'moni-gongwen';
export const permitsCode = 'moni-xuke';

/** Demonstration accounts, and under which name the old systems know them. */
export const knownAs = [
  { account: 'data-office', there: 'yumy', shown: '虞明远' },
  { account: 'rsj-clerk', there: 'xiext', shown: '谢晓棠' },
] as const;

const common = {
  owner,
  vendorKind: 'simulated',
  protection: '2',
  audience: 'accounts',
  state: 'in-use',
  contact: '数据主管部门（模拟）',
} as const;

const systems = (ports: Ports) => [
  {
    ...common,
    code: approvalsCode,
    nameZh: '公文审批系统（模拟）',
    nameEn: 'Document approvals (simulated)',
    purpose: '收文、发文和审批；2009 年建设，自有账户，OpenID 登录',
    address: `http://127.0.0.1:${ports.approvals}`,
    healthPath: '/zt',
    signOn: 'openid',
  },
  {
    ...common,
    code: permitsCode,
    nameZh: '许可办理系统（模拟）',
    nameEn: 'Permits (simulated)',
    purpose: '占道等许可的办理；2012 年建设，自有账户，CAS 票据登录，主动推送待办',
    address: `http://127.0.0.1:${ports.permits}`,
    healthPath: '/alive',
    signOn: 'ticket',
  },
];

const of = (system: string, code: string, zh: string, en: string) => ({
  code: `${system}-${code}`,
  system,
  owner,
  titleZh: zh,
  titleEn: en,
  kind: 'http' as const,
  direction: 'out' as const,
  gives: zh,
});

const interfaces = [
  of(approvalsCode, 'daiban', '待办查询（JSON）', 'To-dos (JSON)'),
  of(approvalsCode, 'xiaoxi', '消息查询（GBK 编码的 XML）', 'Messages (XML in GBK)'),
  of(permitsCode, 'tuisong', '待办与消息推送', 'To-dos and messages, pushed'),
];

const feedOf = (
  code: string,
  gives: 'todos' | 'messages',
  [titleZh, titleEn]: readonly [string, string],
) => ({
  code: `${approvalsCode}-${code}`,
  titleZh,
  titleEn,
  system: approvalsCode,
  owner,
  gives,
  everyMinutes: 1,
  enabled: true,
});

const todoFields = {
  id: 'sxbh',
  title: 'sxmc',
  account: 'jsr',
  state: 'zt',
  deadline: 'blsx',
  link: 'dz',
  changedAt: 'gxsj',
};

const feeds = [
  {
    ...feedOf('daiban', 'todos', ['公文待办', 'To-dos of document approvals']),
    adapter: 'json',
    path: '/jk/sx.do',
    settings: { items: 'data.rows', fields: todoFields, done: ['办结'], cursor: 'kssj', key: 'x-key' },
  },
  {
    ...feedOf('xiaoxi', 'messages', ['公文消息', 'Messages of document approvals']),
    adapter: 'xml',
    path: '/jk/xx.xml',
    settings: { items: 'xx', fields: { id: 'bh', title: 'bt', words: 'nr', account: 'jsr' }, key: 'x-key' },
  },
];

const accesses = [approvalsCode, permitsCode].flatMap((system) =>
  knownAs.map(({ account, there }) => ({ id: `${system}:${account}`, system, owner, account, there })),
);

export interface Ports {
  readonly approvals: number;
  readonly permits: number;
}

export interface Credentials {
  readonly id: string;
  readonly secret: string;
}

/**
 * Registers the two systems that are played as an office would: where they stand, their interfaces and feeds, who is who in
 * them, sign-on. All of it is marked as simulated.
 * @param key with which the feeds are fetched
 * @returns what the systems need to know of the platform
 */
export async function registerStandIns(
  context: Context,
  ports: Ports,
  key: string,
): Promise<{ readonly openid: Credentials; readonly client: Credentials }> {
  await context.transaction(async (tx) => {
    await writeRows(context, tx, System, systems(ports), simulated);
    await writeRows(context, tx, Interface, interfaces, simulated);
    await writeRows(context, tx, Feed, feeds, simulated);
    await writeRows(context, tx, Access, accesses, simulated);
    for (const { code } of feeds) await setFeedKey(context, tx, code, key);
  });
  for (const code of [approvalsCode, permitsCode]) await setInside(context, code, true);
  const address = `http://127.0.0.1:${ports.approvals}`;
  const openid = await connectSystem(context, approvalsCode, {
    redirectUris: [`${address}/sso/back`],
    logoutUris: [],
    backchannelUri: `${address}/sso/leave`,
  });
  const client = await context.transaction((tx) =>
    createClient(context, tx, {
      name: '许可办理系统（模拟）',
      organisation: owner,
      permissions: ['applications:push@department'],
    }),
  );
  return { openid, client };
}
