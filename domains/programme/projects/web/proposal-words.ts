/** Words of the pages of proposals. */
export const proposalWords = {
  why: { zh: '理由', en: 'Reason' },
  submit: { zh: '提交申请', en: 'Hand in' },
  submitHint: {
    zh: '提交后由审批单位作形式审查，再与已有的数据、系统和项目比对。',
    en: 'The office checks its form, then compares it with the data, systems and projects that exist.',
  },
  takeBack: { zh: '撤回申请', en: 'Take back' },
  willTakeBack: { zh: '撤回后本申请结束。', en: 'The proposal ends.' },
  take: { zh: '形式审查通过', en: 'Form is complete' },
  takeHint: {
    zh: '核对内容齐全、资金来源清楚、日期成立。',
    en: 'All is said, the funds are clear, the days can be.',
  },
  approve: { zh: '同意立项', en: 'Approve' },
  approvedFen: { zh: '批复金额（元）', en: 'Approved (yuan)' },
  approveHint: {
    zh: '相近的每一项都须先给出结论；有“已有”的不能同意。',
    en: 'Each near one has to be answered first; none may be found to be the same.',
  },
  giveBack: { zh: '退回补正', en: 'Return' },
  refuse: { zh: '不予立项', en: 'Refuse' },
  work: { zh: '办理', en: 'What can be done' },
  exists: { zh: '是否已有', en: 'Does it exist already?' },
  undertaking: { zh: '由此产生的建设项目', en: 'The undertaking that came of it' },
  nothingNear: {
    zh: '与目录、既有系统、重点项目和其他项目比对，没有相近的。',
    en: 'Nothing in the catalogue, among systems and among projects is near to it.',
  },
  counts: {
    zh: '与目录、既有系统、重点项目和其他项目比对，相近 {all} 项；须答复 {likely} 项，未答复 {open} 项。',
    en: 'Held against catalogue, systems and projects: {all} near, {likely} to be answered, {open} open.',
  },
  likeness: { zh: '相似度 {percent}%', en: '{percent} % alike' },
  likely: { zh: '须答复', en: 'to be answered' },
  sharedWords: { zh: '相同用语：{words}', en: 'Words in common: {words}' },
  sharedItems: { zh: '已有的数据项：{items}', en: 'Items that it has already: {items}' },
  sharedUses: { zh: '同样使用的资源：{codes}', en: 'Resources that both use: {codes}' },
  sameUnit: { zh: '同一单位', en: 'Of the same unit' },
  sameProject: { zh: '同一重点项目', en: 'Of the same key project' },
  earlier: {
    zh: '（重新提交前的结论，须再次确认）',
    en: '(said before it was handed in anew; to be said again)',
  },
  answerIt: { zh: '给出结论', en: 'Answer' },
};
