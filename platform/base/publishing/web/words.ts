/** Words of this module's pages. */
export const texts = {
  articles: { zh: '信息发布', en: 'Publishing' },
  write: { zh: '起草内容', en: 'Draft an article' },
  title: { zh: '标题', en: 'Title' },
  titleZh: { zh: '中文标题', en: 'Title in Chinese' },
  titleEn: { zh: '英文标题', en: 'Title in English' },
  bodyZh: { zh: '中文正文', en: 'Words in Chinese' },
  bodyEn: { zh: '英文正文', en: 'Words in English' },
  bodyHint: {
    zh: '可用：## 小标题、- 列表、1. 编号、> 引用、**着重**、[文字](地址)。HTML 按原文显示。',
    en: 'You may use ## heading, - list, 1. numbers, > quote, **strong**, [words](address). HTML is shown as typed.',
  },
  note: { zh: '更正说明', en: 'What is corrected' },
  noteHint: {
    zh: '已发布的内容再改时必填，读者会看到。',
    en: 'Needed when it was released before. Readers see it.',
  },
  category: { zh: '栏目', en: 'Category' },
  issuedOn: { zh: '发文日期', en: 'Date of issue' },
  disclosure: { zh: '公开方式', en: 'Disclosure' },
  active: { zh: '主动公开', en: 'made public unasked' },
  'on-request': { zh: '依申请公开', en: 'on request' },
  channels: { zh: '发布渠道', en: 'Channels' },
  web: { zh: '网页和手机', en: 'Web and phone' },
  tv: { zh: '电视', en: 'Television' },
  fromAt: { zh: '开始显示', en: 'Shown from' },
  toAt: { zh: '停止显示', en: 'Shown until' },
  indexNumber: { zh: '索引号', en: 'Index number' },
  issuer: { zh: '发布机构', en: 'Issuer' },
  state: { zh: '状态', en: 'State' },
  shown: { zh: '显示', en: 'Shown' },
  save: { zh: '保存草稿', en: 'Keep the draft' },
  submit: { zh: '送审', en: 'Hand in for review' },
  release: { zh: '审核通过并发布', en: 'Release' },
  return: { zh: '退回', en: 'Return' },
  withdraw: { zh: '撤下', en: 'Withdraw' },
  reason: { zh: '原因', en: 'Reason' },
  returned: { zh: '退回原因：{reason}', en: 'Returned: {reason}' },
  withdrawn: { zh: '已撤下：{reason}', en: 'Withdrawn: {reason}' },
  own: { zh: '这是您写的，由同事审核。', en: 'You wrote it; a colleague reviews it.' },
  attachments: { zh: '附件', en: 'Attachments' },
  addFile: { zh: '添加附件（PDF、图片）', en: 'Add a file (PDF, picture)' },
  edit: { zh: '修改', en: 'Change' },
  none: { zh: '还没有内容', en: 'Nothing yet' },
  noneHint: {
    zh: '在上方起草；送审通过后显示在市民之家。',
    en: 'Draft one above. Once reviewed it stands in the portal.',
  },
};

export const categoryWords = {
  notice: { zh: '通知公告', en: 'Notices' },
  news: { zh: '动态', en: 'News' },
  guide: { zh: '指南', en: 'Guides' },
  policy: { zh: '政策', en: 'Policies' },
};
export const stateWords = {
  draft: { zh: '草稿', en: 'Draft' },
  'in-review': { zh: '审核中', en: 'In review' },
  returned: { zh: '已退回', en: 'Returned' },
  released: { zh: '已发布', en: 'Released' },
};
export const visibilityWords = {
  'not-yet': { zh: '未显示', en: 'not yet' },
  shown: { zh: '显示中', en: 'shown' },
  over: { zh: '已到期', en: 'over' },
  withdrawn: { zh: '已撤下', en: 'withdrawn' },
};
