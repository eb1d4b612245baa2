import type { Text } from '#kernel/texts';
import type { State } from '../rules.ts';

/** Words of this module's pages. */
export const texts = {
  title: { zh: '应急查阅', en: 'Emergency access' },
  reviews: { zh: '应急查阅复核', en: 'Review of emergency access' },
  lead: {
    zh: '只用于紧急情况。打开的只是这一条，{minutes} 分钟后关闭；同事、安全管理员和数据所属单位立即知道，当事人在账本里看得到，事后逐次复核。',
    en: 'For emergencies only. It opens this one row, for {minutes} minutes; a colleague, the security administrator and the office that keeps the data know at once, whoever it is of sees it in the ledger, and each time is reviewed.',
  },
  record: { zh: '登记册', en: 'Register' },
  key: { zh: '编号', en: 'Key' },
  reason: { zh: '紧急情况是什么', en: 'What the emergency is' },
  reasonHint: {
    zh: '至少 10 个字，写入账本，当事人看得到。',
    en: 'At least 10 characters; it goes into the ledger and is seen by whoever it is of.',
  },
  informed: { zh: '立即告知的同事', en: 'Colleague who is told at once' },
  open: { zh: '打开', en: 'Break the glass' },
  end: { zh: '现在关闭', en: 'Close it now' },
  banner: {
    zh: '应急查阅中：您无权查看的记录已为您打开，每次显示都记入账本。关闭时间',
    en: 'Emergency access: a row that you have no right to is open to you, and each look is in the ledger. It closes at',
  },
  show: { zh: '显示记录', en: 'Show the row' },
  mine: { zh: '我打开过的', en: 'What I opened' },
  none: { zh: '没有应急查阅', en: 'No glass was broken' },
  noneHint: {
    zh: '每一次应急查阅都会列在这里，连同理由和复核。',
    en: 'Each emergency access stands here with its reason and its review.',
  },
  who: { zh: '谁', en: 'Who' },
  when: { zh: '时间', en: 'When' },
  ends: { zh: '关闭', en: 'Closes' },
  looks: { zh: '显示次数', en: 'Looks' },
  state: { zh: '状态', en: 'State' },
  verdict: { zh: '结论', en: 'Verdict' },
  words: { zh: '复核意见', en: 'Why' },
  send: { zh: '提交复核', en: 'Give the verdict' },
  justified: { zh: '正当', en: 'Justified' },
  unjustified: { zh: '不正当', en: 'Not justified' },
};

export const stateWords: Readonly<Record<State, Text>> = {
  open: { zh: '打开中', en: 'Open' },
  'awaiting-review': { zh: '待复核', en: 'To be reviewed' },
  reviewed: { zh: '已复核', en: 'Reviewed' },
};
