/** Words that decisions on persons say, each in both languages. */
export const texts = {
  moved: {
    zh: '其中一人已不在人口库中（已合并、拆分或撤销），没有更改。请重新查看后再提出。',
    en: 'One of the two is no longer in the register (merged, parted or withdrawn); nothing was changed. Look again and propose anew.',
  },
  same: { zh: '两个标识是同一个。', en: 'Both ids are the same.' },
  numberStays: {
    zh: '暂无号码的人员应合并到有号码的人员。',
    en: 'A person without a number is merged into the one with a number.',
  },
  simulatedAndReal: {
    zh: '模拟的人员不能与真实的人员合并。',
    en: 'A simulated person cannot be merged with a real one.',
  },
  nothingToPart: {
    zh: '请选出属于另一人的记录。',
    en: 'Choose the rows that are the other person’s.',
  },
  nobodyLeft: {
    zh: '拆分后双方都须至少有一条写明姓名的记录。',
    en: 'After parting each needs at least one row that says a name.',
  },
  ownDecision: {
    zh: '这是您提出的，须由另一人决定。',
    en: 'You proposed this; another person decides it.',
  },
  decided: { zh: '这件已经决定。', en: 'This is decided already.' },
  waits: {
    zh: '这两人已有一件待决定。',
    en: 'A decision on these two waits already.',
  },
  mergeTitle: {
    zh: '人员合并待第二人决定：{person} 与 {other}',
    en: 'Merging {person} and {other} waits for a second person',
  },
  splitTitle: { zh: '人员拆分待第二人决定：{person}', en: 'Parting {person} waits for a second person' },
  retired: { zh: '该行已带号码报送', en: 'the row came with its number' },
  rowElsewhere: {
    zh: '选中的记录已不属于此人，请重新查看。',
    en: 'A chosen row is no longer this person’s. Look again.',
  },
  mayNotReveal: {
    zh: '您没有查看个人信息原文的权限。脱敏内容仍可查看。',
    en: 'You lack the right to see personal values unmasked. Masked, they stay open to you.',
  },
  purposeMissing: {
    zh: '查看个人信息原文须写明用途（x-purpose）。',
    en: 'State why personal values are needed unmasked (x-purpose).',
  },
  agreed: { zh: '已决定：生效', en: 'decided: in force' },
  disagreed: { zh: '已决定：未同意', en: 'decided: refused' },
} as const;
