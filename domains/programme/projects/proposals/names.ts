import type { Text } from '#kernel/texts';

export const proposalStates = [
  'draft',
  'formal-check',
  'returned',
  'reviewing',
  'approved',
  'refused',
  'withdrawn',
] as const;
export type ProposalState = (typeof proposalStates)[number];
export const proposalStateNames = {
  draft: { zh: '草稿', en: 'Draft' },
  'formal-check': { zh: '形式审查', en: 'Formal check' },
  returned: { zh: '退回补正', en: 'Returned' },
  reviewing: { zh: '评审', en: 'Under review' },
  approved: { zh: '同意立项', en: 'Approved' },
  refused: { zh: '不予立项', en: 'Refused' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
} as const satisfies Readonly<Record<ProposalState, Text>>;

/** What a proposal is held against. */
export const kinds = ['entry', 'thematic', 'system', 'undertaking', 'project', 'proposal'] as const;
export type Kind = (typeof kinds)[number];
export const kindNames = {
  entry: { zh: '信息资源', en: 'Resource' },
  thematic: { zh: '专题数据库', en: 'Thematic database' },
  system: { zh: '既有系统', en: 'System' },
  undertaking: { zh: '建设项目', en: 'Undertaking' },
  project: { zh: '重点项目', en: 'Key project' },
  proposal: { zh: '立项申请', en: 'Proposal' },
} as const satisfies Readonly<Record<Kind, Text>>;

export const verdicts = ['same', 'builds-on', 'different'] as const;
export type Verdict = (typeof verdicts)[number];
export const verdictNames = {
  same: { zh: '已有，属重复建设', en: 'The same: it exists' },
  'builds-on': { zh: '在其基础上建设', en: 'Builds on it' },
  different: { zh: '不同', en: 'Different' },
} as const satisfies Readonly<Record<Verdict, Text>>;
