/** Words about the file of a person or company, each in both languages. */
export const fileTexts = {
  person: { zh: '相关事项（一人一档）', en: 'What concerns this person' },
  company: { zh: '相关事项（一企一档）', en: 'What concerns this company' },
  why: {
    zh: '其他部门办理的事项按用途查看：写明用途后显示，并记入台账。',
    en: 'Matters kept by others are shown for a stated purpose, which goes into the ledger.',
  },
  see: { zh: '查看相关事项', en: 'See the matters' },
  mayNot: { zh: '您的岗位不能查看其他部门办理的事项。', en: 'Your post may not see matters kept by others.' },
  conflicts: { zh: '争议', en: 'Conflicts' },
  noConflict: { zh: '没有其他记录使用同一号码。', en: 'No other row uses the same number.' },
  conflict: { zh: '有一行用同一号码登记了另一个名称', en: 'has the same number for another name' },
  finding: { zh: '看问题', en: 'See the finding' },
  nothing: { zh: '没有您可以查看的事项', en: 'Nothing that you may see' },
  nothingHint: {
    zh: '补助、缴费、预约等事项办理后，按各自的权限显示在这里。',
    en: 'Grants, payments and bookings appear here, each by its own right.',
  },
  more: { zh: '只显示最近 20 件', en: 'Only the newest 20 are shown' },
} as const;
