/** Words of this module's pages. */
export const texts = {
  ratings: { zh: '好差评', en: 'Ratings' },
  title: { zh: '事项', en: 'Service' },
  grade: { zh: '等级', en: 'Grade' },
  second: { zh: '再次评价', en: 'Second grade' },
  reasons: { zh: '原因', en: 'Reasons' },
  words: { zh: '留言', en: 'Words' },
  when: { zh: '评价时间', en: 'Rated' },
  state: { zh: '状态', en: 'State' },
  show: { zh: '只看', en: 'Show' },
  bad: { zh: '差评', en: 'bad grades' },
  open: { zh: '待答复', en: 'Without an answer' },
  answered: { zh: '已答复', en: 'Answered' },
  answer: { zh: '答复', en: 'Answer' },
  send: { zh: '发给评价人', en: 'Send the answer' },
  hint: {
    zh: '写明核实的情况和怎样改。发出后不能更改，评价人会看到并可再评一次。',
    en: 'Say what you found and what you change. It cannot be changed once sent; the person reads it and may rate again.',
  },
  none: { zh: '还没有评价', en: 'No ratings yet' },
  noneHint: {
    zh: '服务结束后会请本人评价，差评会进待办。',
    en: 'People are asked after a service; bad grades come among the tasks.',
  },
  results: { zh: '近 90 天结果', en: 'The last 90 days' },
  resultLine: {
    zh: '{name}：满意率 {satisfied}%（95% 区间 {low}–{high}%），{rated} 条评价，参评率 {response}%',
    en: '{name}: {satisfied} % satisfied (95 % interval {low}–{high} %), {rated} ratings, {response} % of those asked',
  },
  tooFew: { zh: '{name}：评价不足 5 条，不显示', en: '{name}: fewer than 5 ratings, not shown' },
};
export const gradeWords: Readonly<Record<number, { readonly zh: string; readonly en: string }>> = {
  5: { zh: '非常满意', en: 'Very satisfied' },
  4: { zh: '满意', en: 'Satisfied' },
  3: { zh: '基本满意', en: 'Fairly satisfied' },
  2: { zh: '不满意', en: 'Dissatisfied' },
  1: { zh: '非常不满意', en: 'Very dissatisfied' },
};
export const reasonWords: Readonly<Record<string, { readonly zh: string; readonly en: string }>> = {
  slow: { zh: '等得太久', en: 'it took too long' },
  unclear: { zh: '没说清楚', en: 'it was not explained' },
  papers: { zh: '材料太多或重复', en: 'too many papers' },
  manner: { zh: '态度', en: 'manner' },
  place: { zh: '场所设施', en: 'the place' },
  outcome: { zh: '结果', en: 'the outcome' },
};
