/** Words of requests for what is open on request. */
export const requestTexts = {
  terms: {
    zh: '使用条件（申请方看得到，至少十个字）',
    en: 'Terms (the applicant reads them, ten characters at least)',
  },
  months: { zh: '几个月（不超过申请的）', en: 'For how many months (no more than asked)' },
  grant: { zh: '同意', en: 'Grant it' },
  grantWill: {
    zh: '申请方在期限内可以下载，并可生成密钥；可以随时收回。',
    en: 'The applicant can download it and make a key until it ends; you can take it back at any time.',
  },
  refuse: { zh: '不同意', en: 'Refuse' },
  recall: { zh: '收回授权', en: 'Take the grant back' },
  reason: {
    zh: '理由（申请方看得到，至少十个字）',
    en: 'Reason (the applicant reads it, ten characters at least)',
  },
};
