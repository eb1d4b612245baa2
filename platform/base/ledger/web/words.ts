/** Words of this module's pages. */
export const texts = {
  ledger: { zh: '审计账本', en: 'Audit ledger' },
  mine: { zh: '谁看过我的数据', en: 'Who looked at my data' },
  when: { zh: '时间', en: 'When' },
  who: { zh: '谁', en: 'Who' },
  action: { zh: '行为', en: 'Action' },
  resource: { zh: '对象', en: 'Of what' },
  purpose: { zh: '用途', en: 'Why' },
  basis: { zh: '依据', en: 'On what basis' },
  sequence: { zh: '序号', en: 'No.' },
  verify: { zh: '立即核验', en: 'Verify now' },
  lastVerified: { zh: '最近核验', en: 'Last verified' },
  neverVerified: { zh: '还没有核验过', en: 'Never verified yet' },
  intact: { zh: '完整', en: 'Whole' },
  notIntact: { zh: '不完整', en: 'Not whole' },
  proof: { zh: '证明', en: 'Proof' },
};
