import { expect, test } from 'vitest';
import { cosine, directionOf, partsOf, weightsOf, wordsInCommon } from './index.ts';

test('parts are pairs of characters and whole words', () => {
  expect(partsOf('食品安全（ＷiFi AP）')).toEqual(['食品', '品安', '安全', 'wifi', 'ap']);
  expect(partsOf('水')).toEqual([]);
});

const texts = ['食品安全监管平台', '河道水质监测平台', '学生营养午餐平台', '平台'];
const weights = weightsOf(texts);
const directions = texts.map((text) => directionOf(text, weights));

test('the same text is 1, nothing in common 0, and a word of all says less than a word of one', () => {
  const [food, water] = directions;
  expect(cosine(food!, food!)).toBeCloseTo(1, 12);
  expect(cosine(food!, directionOf('公共自行车', weights))).toBe(0);
  expect(cosine(directionOf('', weights), food!)).toBe(0);
  // 平台 is in all four, 安全 in one: ln 5 + 0.1 − ln n.
  expect(weights.of('平台')).toBeCloseTo(Math.log(5) + 0.1 - Math.log(4), 12);
  expect(weights.of('安全')).toBeCloseTo(Math.log(5) + 0.1, 12);
  const asked = directionOf('食品安全追溯平台', weights);
  expect(cosine(asked, food!)).toBeGreaterThan(4 * cosine(asked, water!));
});

test('words in common are whole stretches, the most telling first', () => {
  expect(wordsInCommon('学校食品安全管理平台', directions[0]!, 5)).toEqual(['食品安全', '平台']);
});
