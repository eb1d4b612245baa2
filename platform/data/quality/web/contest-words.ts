export const texts = {
  contest: { zh: '有异议', en: 'Contest' },
  waive: { zh: '豁免（认可异议）', en: 'Waive' },
  reopen: { zh: '仍须改正（驳回异议）', en: 'Uphold' },
  reason: { zh: '理由', en: 'Reason' },
  until: { zh: '豁免至（不填则长期）', en: 'Waived until (empty: for good)' },
  untilHint: { zh: '年-月-日，如 2026-12-31', en: 'Year-month-day, such as 2026-12-31' },
  send: { zh: '提交', en: 'Send' },
  cancel: { zh: '取消', en: 'Cancel' },
};
