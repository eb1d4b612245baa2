export const realNameWords = {
  inPerson: { zh: '当面核验', en: 'Verify in person' },
  inPersonLead: {
    zh: '请当面核对身份证与本人一致。核验后账户升为实名 3 级；号码只留摘要，账本记下是谁核验的。',
    en: 'Compare the card with the person before you. The account rises to level 3; of the number a digest is kept, and the ledger says who verified it.',
  },
  account: { zh: '市民账户', en: "Citizen's account" },
  name: { zh: '姓名', en: 'Name' },
  idNumber: { zh: '公民身份号码', en: 'Citizen identity number' },
  seen: { zh: '证件与本人一致', en: 'Card and person agree' },
  raised: { zh: '已升为 3 级。', en: 'Raised to level 3.' },
  decide: { zh: '决定', en: 'Decide' },
  decideLead: {
    zh: '请联系当事人到窗口，核对证件后再决定。归于一个账户后，另一个账户不再带有这个号码。',
    en: 'Ask the person to a counter and see the card first. The other account then no longer has the number.',
  },
  whose: { zh: '这个人是', en: 'The person is' },
  holder: { zh: '账户 {account} 的持有人', en: 'the holder of {account}' },
  none: { zh: '都不是（拒绝）', en: 'none of them (refuse)' },
  reason: { zh: '理由（核对了什么）', en: 'Reason (what was seen)' },
};

export function formText(form: FormData, name: string): string {
  const value = form.get(name);
  return typeof value === 'string' ? value.trim() : '';
}
