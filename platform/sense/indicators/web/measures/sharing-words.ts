/** Words of how a measure reaches those who are not signed in. */
export const words = {
  sharing: { zh: '对外公开', en: 'Open to everybody' },
  closed: {
    zh: '没有公开：只有登录后有权查看指标的人看得到。定义中可改“公开给谁”。',
    en: 'Not open: only those signed in who may see figures see it. “Who may see it” is a part of its definition.',
  },
  open: {
    zh: '任何人不用登录就能读到它的数值，不含构成数值的行；较小的计数总是隐去。',
    en: 'Everybody reads its values without signing in, never the rows behind them; small counts are always hidden.',
  },
  addresses: { zh: '供程序读取的地址', en: 'Addresses for programs' },
  frame: { zh: '放进别的网页', en: 'In a page of another site' },
  frameHint: {
    zh: '哪些网站可以嵌入，由平台管理员登记（EMBED_ORIGINS）；未登记的网站显示空白。',
    en: 'Which sites may show it is said by the platform’s administrator (EMBED_ORIGINS); in pages of others the frame stays empty.',
  },
  kind: { zh: '画成', en: 'Drawn as' },
  kinds: {
    figure: { zh: '最新数字', en: 'The newest figure' },
    line: { zh: '折线', en: 'A line' },
    bars: { zh: '条形', en: 'Bars' },
  },
  language: { zh: '语言', en: 'Language' },
  asReader: { zh: '随读者', en: 'As the reader’s' },
  languages: { zh: { zh: '中文', en: 'Chinese' }, en: { zh: '英文', en: 'English' } },
  snippet: { zh: '嵌入代码', en: 'Code to put in' },
  copy: { zh: '复制代码', en: 'Copy the code' },
  copied: { zh: '已复制。', en: 'Copied.' },
  notCopied: {
    zh: '浏览器不让复制，代码已选中，请自行复制。',
    en: 'The browser does not let us copy; the code is selected.',
  },
  preview: { zh: '预览', en: 'Preview' },
} as const;
