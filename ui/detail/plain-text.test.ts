import { expect, test } from 'vitest';
import { plainText } from './plain-text.ts';

test.each([
  [null, '—'],
  [{ type: 'Point', coordinates: [121.15, 30.05] }, '121.150000, 30.050000'],
  [{ type: 'Polygon', coordinates: [[[1, 2]]] }, 'Polygon'],
  [['a', 'b'], 'a, b'],
  [[{ clause: '3.1', as: '市审计局' }], '3.1 · 市审计局'],
  [{ zh: '余姚' }, '{"zh":"余姚"}'],
  [{ zh: '余姚', en: 'Yuyao' }, 'Yuyao'],
  [[{ item: 'kitchen', text: { zh: '后厨', en: 'The kitchen' } }], 'kitchen · The kitchen'],
  [0, '0'],
])('%j reads %s', (value, words) => {
  expect(plainText(value, ({ en }) => en)).toBe(words);
});
