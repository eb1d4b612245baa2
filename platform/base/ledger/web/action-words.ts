import type { Text } from '#kernel/texts';
import type { actions } from '../contract.ts';

type Action = (typeof actions)[number];

/** What people call what was done. */
export const actionWords: Readonly<Record<Action, Text>> = {
  read: { zh: '查看', en: 'Read' },
  change: { zh: '修改', en: 'Change' },
  decide: { zh: '决定', en: 'Decide' },
  export: { zh: '导出', en: 'Export' },
  share: { zh: '共享', en: 'Share' },
  'sign-in': { zh: '登录', en: 'Sign in' },
  administer: { zh: '管理', en: 'Administer' },
};

const kinds: Readonly<Record<string, Text>> = {
  official: { zh: '工作人员', en: 'official' },
  citizen: { zh: '市民', en: 'citizen' },
  agent: { zh: '企业代理人', en: 'agent' },
  client: { zh: '应用', en: 'program' },
  device: { zh: '设备', en: 'device' },
  system: { zh: '平台', en: 'platform' },
  anonymous: { zh: '未登录者', en: 'nobody signed in' },
};

/** What people call a kind of actor. */
export const kindWords = (kind: string): Text => kinds[kind] ?? { zh: kind, en: kind };
