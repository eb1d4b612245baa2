import { expect, test } from 'vitest';
import { comparePersonNames } from './name-alike.ts';

test.each([
  ['王小明', '王小明', 'same'],
  ['王小明', '王 小 明', 'same'],
  ['王小明', '王\u3000小明', 'same'],
  ['阿卜杜拉·买买提', '阿卜杜拉．买买提', 'same'],
  ['ＬＩ Lei', 'LI LEI', 'same'],
  ['萧国峰', '肖国峯', 'same'],
  ['张伟', '张玮', 'alike'],
  ['陈建国', '陈健国', 'alike'],
  ['王小明', '王大明', 'alike'],
  ['王伟', '王芳', 'different'],
  ['王小明', '李四', 'different'],
  ['王小明', '李大明', 'different'],
  ['王', '汪', 'different'],
  ['王小明', '', 'different'],
] as const)('%s and %s: %s', (one, other, expected) => {
  expect(comparePersonNames(one, other)).toBe(expected);
  expect(comparePersonNames(other, one)).toBe(expected);
});
