import type { Text } from '#kernel/texts';
import type { State } from '../rules.ts';

/** Words of this module's pages. */
export const texts = {
  inbox: { zh: '市民询问', en: 'Questions of citizens' },
  oversight: { zh: '询问答复监督', en: 'Oversight of answers' },
  question: { zh: '询问', en: 'Question' },
  entry: { zh: '账本条目', en: 'Ledger entry' },
  office: { zh: '单位', en: 'Office' },
  state: { zh: '状态', en: 'State' },
  asked: { zh: '提出', en: 'Asked' },
  due: { zh: '答复期限', en: 'Answer due' },
  answered: { zh: '答复时间', en: 'Answered' },
  answer: { zh: '答复', en: 'Answer' },
  by: { zh: '答复人', en: 'Answered by' },
  looked: { zh: '查看人账户', en: 'Account that looked' },
  when: { zh: '查看时间', en: 'When it was looked at' },
  resource: { zh: '对象', en: 'Of what' },
  purpose: { zh: '用途', en: 'Stated purpose' },
  basis: { zh: '依据', en: 'Basis' },
  send: { zh: '答复市民', en: 'Send the answer' },
  hint: {
    zh: '写明为何查看、依据什么、用在何处。发出后不能更改，市民会看到全文。',
    en: 'Say why it was looked at, on what ground, what for. It cannot be changed once sent; the citizen reads it as it stands.',
  },
  nothing: { zh: '没有市民询问', en: 'No citizen has asked' },
  nothingHint: {
    zh: '市民在“谁看过我的数据”里提问后，会出现在这里和待办里。',
    en: 'When a citizen asks about a look at their data it stands here and among the tasks.',
  },
  allAnswered: { zh: '没有询问', en: 'No questions' },
  allAnsweredHint: {
    zh: '市民询问谁看过自己的数据后，各单位是否按期答复，在这里看。',
    en: 'Once citizens ask who looked at their data, whether each office answers in time is seen here.',
  },
  overdue: { zh: '全市逾期未答复：{count}', en: 'Past their date in the whole city: {count}' },
};

export const stateWords: Readonly<Record<State, Text>> = {
  waiting: { zh: '待答复', en: 'Waiting' },
  overdue: { zh: '逾期未答复', en: 'Overdue' },
  answered: { zh: '已答复', en: 'Answered' },
  'answered-late': { zh: '逾期后答复', en: 'Answered late' },
};
