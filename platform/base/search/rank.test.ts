import { expect, test } from 'vitest';
import { distanceWithin, score } from './rank.ts';
import { folded } from '#engines/likeness';
import { indexed, loosely, soundsOf, strictly, termNumber } from './terms.ts';

test.for([
  ['单雄信', 'shanxiongxin', 'sxx'],
  ['解晓东', 'xiexiaodong', 'xxd'],
  ['仇和', 'qiuhe', 'qh'],
  ['曾国藩', 'zengguofan', 'zgf'],
  ['尉迟恭', 'yuchigong', 'ycg'],
  ['吕布', 'lvbu', 'lb'],
  ['余姚a公司', 'yuyaoagongsi', 'yyags'],
] as const)('%s is read %s', ([name, full, initials]) => {
  expect(soundsOf(name)[0]).toEqual({ full, initials });
});

test('a surname that is read in its own way is found by either reading', () => {
  expect(soundsOf('单雄信').map(({ full }) => full)).toEqual(['shanxiongxin', 'danxiongxin']);
});

const names = [
  '王小明',
  '王小明光学有限公司',
  '汪晓鸣',
  '余姚市舜江塑料有限公司',
  '单雄信',
  '李四',
  'Apollo 科技',
];
const best = (query: string) =>
  names
    .map((name) => ({ name, points: score(query, indexed('x', name)) }))
    .filter(({ points }) => points > 0)
    .toSorted((one, other) => other.points - one.points)
    .map(({ name }) => name);

test.for([
  ['王小明', ['王小明', '王小明光学有限公司', '汪晓鸣']],
  ['wangxiaoming', ['王小明', '汪晓鸣', '王小明光学有限公司']],
  ['wxm', ['王小明', '汪晓鸣', '王小明光学有限公司']],
  ['舜江', ['余姚市舜江塑料有限公司']],
  ['sjsl', ['余姚市舜江塑料有限公司']],
  ['余姚sl', ['余姚市舜江塑料有限公司']],
  ['shanxx', ['单雄信']],
  ['科技apollo', ['Apollo 科技']],
  ['danxiong', ['单雄信']],
  ['shanxiog', ['单雄信']],
  ['善雄信', ['单雄信']],
  ['舜江朔料有限公司', ['余姚市舜江塑料有限公司']],
  ['ＡＰＯＬＬＯ', ['Apollo 科技']],
  ['赵', []],
] as const)('“%s”', ([query, expected]) => {
  expect(best(query)).toEqual(expected);
});

function isLookedFor(query: string, name: string): boolean {
  const made = indexed('x', name);
  return strictly(query).every((any) =>
    any.some(
      ({ terms, text, column }) =>
        terms.every((term) => made.terms.includes(termNumber(`x/${term}`))) && made[column].includes(text),
    ),
  );
}

test('whatever scores as written has the terms that it is looked for by', () => {
  for (const name of names) {
    const plain = folded(name);
    const starts = Array.from({ length: plain.length }, (_, from) => from);
    const parts = starts.flatMap((from) => starts.map((to) => plain.slice(from, to + 1)));
    // Of one character, or one or two letters, only the beginning is looked for.
    const queries = parts.filter((part) => /^(\p{Script=Han}{2}|[^\p{Script=Han}]{3})/u.test(part));
    for (const query of queries) expect([query, isLookedFor(query, name)]).toEqual([query, true]);
  }
  expect(loosely('赵')).toEqual([]);
});
test.for([
  ['abc', 'xxabcxx', 0],
  ['abc', 'xxabxx', 1],
  ['abcd', 'abd', 1],
  ['', 'abc', 0],
  ['abc', '', 3],
] as const)('%s within %s: %d', ([pattern, text, distance]) => {
  expect(distanceWithin(pattern, text)).toBe(distance);
});
