/** Words about households, each in both languages. */
export const memberTexts = {
  members: { zh: '户内成员', en: 'Members' },
  households: { zh: '所在的户', en: 'Households' },
  person: { zh: '成员', en: 'Member' },
  household: { zh: '户', en: 'Household' },
  relation: { zh: '与户主关系', en: 'Relation to the head' },
  from: { zh: '自', en: 'From' },
  until: { zh: '至', en: 'Until' },
  stands: { zh: '现在', en: 'now' },
  told: { zh: '起在册', en: 'first told of' },
  notKnown: { zh: '当天是否在户不详', en: 'not known whether yet' },
  born: { zh: '出生', en: 'born' },
  movedIn: { zh: '迁入', en: 'moved in' },
  movedOut: { zh: '迁出', en: 'moved out' },
  died: { zh: '死亡', en: 'died' },
  changed: { zh: '转入另一户', en: 'told of in another' },
  nobody: { zh: '此户没有成员的记录', en: 'Nobody is known to have belonged to it' },
  none: { zh: '不在任何户籍登记的户内', en: 'Belongs to no registered household' },
  noneHint: {
    zh: '只见于其他部门数据的人员，没有户籍登记。',
    en: 'Only other departments know this person; the household register does not.',
  },
} as const;
