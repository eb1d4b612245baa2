import { expect, test } from 'vitest';
import { encodeGbk } from './gbk.ts';

test('what is written in GBK is read again by every reader of GBK', () => {
  const text = '余姚市翊珩五金（模拟）,00028119910819002Ｘ,囧镕㐂\r\n'.replace('㐂', '');
  expect(new TextDecoder('gbk', { fatal: true }).decode(encodeGbk(text))).toBe(text);
  expect([...encodeGbk('中')]).toEqual([0xd6, 0xd0]);
});

test('a character that GBK lacks is told, not lost', () => {
  expect(() => encodeGbk('𠮷')).toThrow(RangeError);
});
