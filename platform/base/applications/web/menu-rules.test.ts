import { expect, test } from 'vitest';
import type { MenuEntry } from '../contract.ts';
import { byDepartment, findIn } from './menu-rules.ts';

const system = (code: string, owner: string, more: Partial<MenuEntry> = {}): MenuEntry => ({
  code,
  name: { zh: `系统${code}`, en: `System ${code}` },
  purpose: '',
  owner,
  ownerName: { zh: `局${owner}`, en: `Bureau ${owner}` },
  signOn: 'openid',
  health: 'up',
  open: true,
  why: null,
  replacedBy: null,
  simulated: false,
  ...more,
});

test('a shelf for each department; words are found in name, purpose and department, of either language', () => {
  const shelves = byDepartment([
    system('1', 'a', { purpose: '公文流转' }),
    system('2', 'b'),
    system('3', 'a'),
  ]);
  const keys = (found: ReturnType<typeof findIn>) =>
    found.map(({ key, entries }) => [key, entries.map((each) => each.key)]);
  expect(keys(shelves)).toEqual([
    ['a', ['1', '3']],
    ['b', ['2']],
  ]);
  expect(keys(findIn(shelves, '公文'))).toEqual([['a', ['1']]]);
  expect(keys(findIn(shelves, 'BUREAU b'))).toEqual([['b', ['2']]]);
  expect(findIn(shelves, '没有')).toEqual([]);
});
