export const factorWords = {
  title: { zh: '安全', en: 'Security' },
  lead: {
    zh: '第二重验证：登录和重要操作时，除密码外再输入手机验证器上的 6 位验证码。',
    en: 'A second factor: beside the password, six digits from an authenticator app at sign-in and for dangerous operations.',
  },
  needed: {
    zh: '您的岗位须启用第二重验证；在启用并验证之前没有任何权限。',
    en: 'Your post needs a second factor; until one is enrolled and proved it gives no rights.',
  },
  none: { zh: '尚未启用。', en: 'There is none yet.' },
  since: { zh: '已启用，自', en: 'In force since' },
  left: { zh: '剩余恢复码 {count} 个', en: '{count} recovery codes left' },
  begin: { zh: '启用', en: 'Enrol' },
  scan: {
    zh: '用验证器应用扫描此二维码；不能扫描时，输入下面的密钥。',
    en: 'Scan this with an authenticator app, or type the key below into it.',
  },
  picture: { zh: '验证器的二维码', en: 'QR code for the authenticator' },
  key: { zh: '密钥', en: 'Key' },
  code: { zh: '验证码', en: 'Code' },
  codeHint: { zh: '6 位数字，或一个恢复码', en: 'Six digits, or a recovery code' },
  confirm: { zh: '确认启用', en: 'Bring it into force' },
  keep: {
    zh: '请立即抄下这些恢复码：手机丢失时，每个可代替验证码用一次。它们只显示这一次。',
    en: 'Write these recovery codes down now: each replaces a code once, should the phone be lost. They are shown only this once.',
  },
  prove: { zh: '重新验证身份', en: 'Prove it now' },
  proved: {
    zh: '已验证，十分钟内可办理重要操作。',
    en: 'Proved; dangerous operations are open for ten minutes.',
  },
  remove: { zh: '停用第二重验证', en: 'Remove the second factor' },
};
