import type { MaskStyle } from '#kernel/record';

/** What stands in a sharing request, an agreement and a report, and the words for it. */

export const states = [
  'checking',
  'deciding',
  'disputed',
  'granted',
  'partly',
  'refused',
  'returned',
  'withdrawn',
] as const;
export type State = (typeof states)[number];
export const stateNames = {
  checking: { zh: '待形式审查', en: 'Waits for the formal check' },
  deciding: { zh: '待提供方决定', en: 'Waits for the provider' },
  disputed: { zh: '有争议，待裁定', en: 'Disputed, waits to be settled' },
  granted: { zh: '已同意', en: 'Granted' },
  partly: { zh: '部分同意', en: 'Granted in part' },
  refused: { zh: '不同意', en: 'Refused' },
  returned: { zh: '形式审查退回', en: 'Returned by the formal check' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const;

/** How an item leaves: as it is, masked, under another name for each consumer, or not at all. */
export const treatments = ['grant', 'mask', 'pseudonym', 'refuse'] as const;
export type Treatment = (typeof treatments)[number];
export const decisions = ['waiting', ...treatments] as const;
export type Decision = (typeof decisions)[number];
export const decisionNames = {
  waiting: { zh: '待定', en: 'Not decided' },
  grant: { zh: '同意', en: 'Granted' },
  mask: { zh: '脱敏后同意', en: 'Granted masked' },
  pseudonym: { zh: '以假名同意', en: 'Granted as a pseudonym' },
  refuse: { zh: '不同意', en: 'Refused' },
} as const;

export const standings = ['unconditional', 'conditional'] as const;
export type Standing = (typeof standings)[number];
export const standingNames = {
  unconditional: { zh: '无条件共享', en: 'Unconditional' },
  conditional: { zh: '有条件共享', en: 'Conditional' },
  none: { zh: '不予共享', en: 'Not shared' },
} as const;

export const maskNames: Readonly<Record<MaskStyle, { readonly zh: string; readonly en: string }>> = {
  name: { zh: '留姓', en: 'First character of a name' },
  'citizen-id': { zh: '留前 6 后 4 位', en: 'First 6 and last 4' },
  'credit-code': { zh: '留前 2 后 4 位', en: 'First 2 and last 4' },
  mobile: { zh: '留前 3 后 4 位', en: 'First 3 and last 4' },
  address: { zh: '到街道', en: 'Down to the street' },
  account: { zh: '留后 4 位', en: 'Last 4' },
  date: { zh: '只留年份', en: 'The year' },
  hidden: { zh: '全部遮蔽', en: 'Nothing' },
};

/** How what was granted comes to its consumer: read page by page, as changes after each delivery, as a file. */
export const ways = ['api', 'subscription', 'file'] as const;
export type Way = (typeof ways)[number];
export const wayNames = {
  api: { zh: '接口', en: 'Interface' },
  subscription: { zh: '变更订阅', en: 'Subscription to changes' },
  file: { zh: '文件', en: 'File' },
} as const;

export const frequencies = ['once', 'on-demand', 'daily', 'weekly', 'monthly'] as const;
export const frequencyNames = {
  once: { zh: '一次', en: 'Once' },
  'on-demand': { zh: '按需', en: 'On demand' },
  daily: { zh: '每日', en: 'Daily' },
  weekly: { zh: '每周', en: 'Weekly' },
  monthly: { zh: '每月', en: 'Monthly' },
} as const;

export const agreementStates = ['in-force', 'recalled', 'replaced', 'ended'] as const;
export type AgreementState = (typeof agreementStates)[number];
export const agreementStateNames = {
  'in-force': { zh: '有效', en: 'In force' },
  recalled: { zh: '已收回', en: 'Recalled' },
  replaced: { zh: '已续签', en: 'Taken over by a newer one' },
  ended: { zh: '已到期', en: 'Ended' },
} as const;

export const reportStates = ['open', 'accepted', 'rejected'] as const;
export type ReportState = (typeof reportStates)[number];
export const reportStateNames = {
  open: { zh: '待提供方核对', en: 'Waits for the provider' },
  accepted: { zh: '属实，转为问题数据', en: 'Borne out, now a finding' },
  rejected: { zh: '核对无误', en: 'Looked at, not wrong' },
} as const;

/** As RFC 9530 names SHA-256; SM3 (GB/T 32905) stands in no registry yet. */
export const digestNames = ['sha-256', 'sm3'] as const;

export const receiptWays = [
  'page',
  'stream',
  'unchanged',
  'changes',
  'webhook',
  'broker',
  'database',
  'file',
] as const;
export const receiptWayNames: Readonly<
  Record<(typeof receiptWays)[number], { readonly zh: string; readonly en: string }>
> = {
  page: { zh: '分页读取', en: 'Page' },
  stream: { zh: '流式读取', en: 'Stream' },
  unchanged: { zh: '未变化', en: 'Not changed' },
  changes: { zh: '变更读取', en: 'Changes' },
  webhook: { zh: '变更推送', en: 'Changes sent' },
  broker: { zh: '变更发布（消息服务器）', en: 'Changes published at the broker' },
  database: { zh: '写入使用单位数据库', en: "Written into the consumer's database" },
  file: { zh: '文件', en: 'File' },
};
