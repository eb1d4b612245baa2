/** Words of this module's pages. */
export const texts = {
  mine: { zh: '我的评审', en: 'My reviews' },
  none: { zh: '没有要您评审的事项', en: 'Nothing waits for your judgement' },
  noneHint: {
    zh: '被抽到时，这里和待办里都会出现。',
    en: 'When you are drawn it stands here and among your tasks.',
  },
  alone: {
    zh: '各人独立评分，全部评完前谁也看不到；提交后不能更改。',
    en: 'Each judges alone; nobody sees a score until all gave theirs. Once given, scores stand.',
  },
  most: { zh: '{title}（满分 {most}）', en: '{title} (at most {most})' },
  opinion: { zh: '评语', en: 'Words' },
  give: { zh: '提交评分', en: 'Give my scores' },
  why: { zh: '利益关系', en: 'Conflict of interest' },
  recuse: { zh: '申报并回避', en: 'Declare it and step back' },
  asked: { zh: '待您评分', en: 'waits for you' },
  given: { zh: '已评分', en: 'judged' },
  recused: { zh: '已回避', en: 'stepped back' },
  hidden: { zh: '评完才显示', en: 'shown once all judged' },
  seats: { zh: '评审人员与评分', en: 'Reviewers and scores' },
  name: { zh: '姓名', en: 'Name' },
  state: { zh: '状态', en: 'State' },
  fill: { zh: '补抽评审人员', en: 'Draw for the empty seats' },
};
