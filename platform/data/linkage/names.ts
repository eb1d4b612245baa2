import type { Text } from '#kernel/texts';

export const pairStates = {
  linked: { zh: '已链接', en: 'linked' },
  waiting: { zh: '待核对', en: 'waits for a person' },
  confirming: { zh: '待第二人确认', en: 'waits for a second person' },
  disputed: { zh: '两人意见不一', en: 'two persons disagree' },
  different: { zh: '不是同一人', en: 'not the same person' },
  unclear: { zh: '无法判断', en: 'cannot be told' },
  nobody: { zh: '库中没有找到', en: 'nobody found' },
  gone: { zh: '不再存在', en: 'no longer there' },
} as const satisfies Readonly<Record<string, Text>>;
export type PairState = keyof typeof pairStates;

export const bands = {
  link: { zh: '可自动链接', en: 'sure' },
  clerical: { zh: '需人工核对', en: 'for a person' },
  none: { zh: '没有找到', en: 'nobody found' },
} as const satisfies Readonly<Record<string, Text>>;

export const modelStates = {
  proposed: { zh: '待批准', en: 'proposed' },
  'in-force': { zh: '使用中', en: 'in force' },
  retired: { zh: '已停用', en: 'retired' },
  refused: { zh: '未批准', en: 'refused' },
} as const satisfies Readonly<Record<string, Text>>;
export type ModelState = keyof typeof modelStates;

export const runStates = {
  running: { zh: '进行中', en: 'running' },
  done: { zh: '完成', en: 'done' },
} as const satisfies Readonly<Record<string, Text>>;

export const sayings = {
  same: { zh: '同一人', en: 'the same person' },
  different: { zh: '不是同一人', en: 'not the same person' },
  unclear: { zh: '无法判断', en: 'cannot tell' },
} as const satisfies Readonly<Record<string, Text>>;
export type Saying = keyof typeof sayings;

/** What the engine calls how two values agree, in words. */
const levels: Readonly<Record<string, Text>> = {
  equal: { zh: '相同', en: 'equal' },
  different: { zh: '不同', en: 'different' },
  missing: { zh: '缺值', en: 'missing' },
  exchanged: { zh: '互换', en: 'exchanged' },
  'one slip': { zh: '差一处笔误', en: 'one slip' },
  'two slips': { zh: '差两处笔误', en: 'two slips' },
  'one digit, or day and month exchanged': {
    zh: '差一位数字，或月日颠倒',
    en: 'one digit, or day and month exchanged',
  },
  'within a month': { zh: '相差一个月内', en: 'within a month' },
  'within a year': { zh: '相差一年内', en: 'within a year' },
  'within ten years': { zh: '相差十年内', en: 'within ten years' },
  'same name': { zh: '名称部分相同', en: 'same name' },
  'last seven digits': { zh: '后七位相同', en: 'the last seven digits' },
  'same numbers, similar words': { zh: '号码相同、文字相近', en: 'same numbers, similar words' },
  'same sound': { zh: '同音', en: 'same sound' },
  'same shape': { zh: '形近', en: 'same shape' },
  'one character': { zh: '差一个字', en: 'one character' },
  'same surname': { zh: '同姓', en: 'same surname' },
};

const similar = /^similar ≥ 0\.(\d\d)$/;

export function levelWords(level: string): Text {
  const share = similar.exec(level)?.[1];
  if (share !== undefined) return { zh: `相似度 ${share} % 以上`, en: `at least ${share} % alike` };
  return levels[level] ?? { zh: level, en: level };
}

/** A probability in words; what is all but certain is not called certain. */
export const percentOf = (probability: number): string =>
  probability > 0.9999 ? '> 99.99 %' : `${(100 * probability).toFixed(probability > 0.99 ? 2 : 1)} %`;
