import { describe, expect, test } from 'vitest';
import type { Origin } from './contract.ts';
import {
  agreement,
  merge,
  nameVerdict,
  outweighs,
  type Brought,
  type Golden,
  type OtherName,
} from './rules.ts';

const origin = (over: Partial<Origin> = {}): Origin => ({
  dataset: 'a',
  batch: 'b1',
  row: 1,
  at: '2026-01-01T00:00:00.000Z',
  authority: 50,
  ...over,
});

describe('whose word counts', () => {
  test.each([
    ['nobody spoke before', origin(), undefined, true],
    ['weightier', origin({ authority: 60 }), origin(), true],
    ['lighter but newer', origin({ authority: 40, at: '2026-09-01T00:00:00.000Z' }), origin(), false],
    ['equal and newer', origin({ at: '2026-02-01T00:00:00.000Z' }), origin(), true],
    ['equal and older: a late delivery', origin({ at: '2025-12-01T00:00:00.000Z' }), origin(), false],
    ['the same row again', origin(), origin(), true],
    ['an earlier row of the same batch', origin({ row: 1 }), origin({ row: 7 }), false],
  ])('%s', (_title, incoming, standing, expected) => {
    expect(outweighs(incoming, standing)).toBe(expected);
  });
});

const nothing: Golden = { values: {}, origins: {}, confirmed: {} };
const after = (spoken: readonly Brought[], golden = nothing): Golden =>
  spoken.reduce((standing, each) => merge(standing, [each]).golden, golden);
const said = (value: string, batch: string, over: Partial<Origin> = {}): Brought => ({
  attribute: 'name',
  value,
  origin: origin({ batch, ...over }),
});
const onDay = (day: number) => ({ at: `2026-0${day}-01T00:00:00.000Z` });

test('each attribute is decided alone', () => {
  const standing: Golden = {
    values: { name: '张三', mobile: null },
    origins: { name: origin({ authority: 100 }) },
    confirmed: {},
  };
  const { golden } = merge(standing, [
    said('张叁', 'b2'),
    { attribute: 'mobile', value: '1', origin: origin({ batch: 'b2' }) },
  ]);
  expect(golden.values).toEqual({ name: '张三', mobile: '1' });
  expect(golden.origins['mobile']?.batch).toBe('b2');
});

const permutations = <T>(items: readonly T[]): T[][] =>
  items.length <= 1
    ? [[...items]]
    : items.flatMap((each, at) => permutations(items.toSpliced(at, 1)).map((rest) => [each, ...rest]));

test.each([
  [
    'weights',
    [
      said('甲', 'b1', { authority: 40 }),
      said('乙', 'b2', { authority: 80, ...onDay(3) }),
      said('丙', 'b3', { authority: 80, ...onDay(2) }),
    ],
    '乙',
  ],
  [
    'a word said again',
    [said('甲', 'b1', onDay(1)), said('乙', 'b2', onDay(2)), said('甲', 'b3', onDay(3))],
    '甲',
  ],
  [
    'a weightier word that only confirms',
    [
      said('甲', 'b1', onDay(1)),
      said('甲', 'b2', { authority: 90, ...onDay(2) }),
      said('乙', 'b3', onDay(3)),
    ],
    '甲',
  ],
  [
    'a word said again, and a weightier older one',
    [
      said('甲', 'b1', onDay(1)),
      said('甲', 'b2', onDay(5)),
      said('乙', 'b3', { authority: 90, ...onDay(2) }),
      said('丙', 'b4', { authority: 90, ...onDay(3) }),
    ],
    '丙',
  ],
])('deliveries in any order end in the same value: %s', (_title, spoken, expected) => {
  for (const order of permutations(spoken))
    expect(after(order).values['name'], JSON.stringify(order)).toBe(expected);
});

test('what only confirms stays no origin and changes nothing; the weightier word does', () => {
  const standing = after([said('甲', 'b1', onDay(1))]);
  const again = merge(standing, [said('甲', 'b2', onDay(2))]);
  expect(again.changes).toBe(false);
  expect(again.golden.origins).toEqual(standing.origins);
  expect(again.confirms).toEqual({ name: { authority: 50, ...onDay(2) } });
  const weightier = merge(again.golden, [said('甲', 'b3', { authority: 90 })]);
  expect(weightier).toMatchObject({
    changes: true,
    confirms: {},
    golden: { origins: { name: { batch: 'b3' } } },
  });
  expect(merge(weightier.golden, [said('甲', 'b4', onDay(4))])).toMatchObject({
    changes: false,
    confirms: {},
  });
});

describe('one number, one company', () => {
  const standing = { name: '甲公司', establishedOn: '1980-01-02' };
  test.each([
    ['all the same', standing, 'same'],
    ['another name, same day: a changed name', { name: '乙公司', establishedOn: '1980-01-02' }, 'same'],
    ['same name, another day: a typing mistake', { name: '甲公司', establishedOn: '1980-02-01' }, 'same'],
    ['both different: somebody else', { name: '丙店', establishedOn: '1999-09-09' }, 'conflict'],
    ['a name with a space', { name: '甲 公司', establishedOn: '1999-09-09' }, 'same'],
    ['nothing to compare with', { name: '丙店', establishedOn: null }, 'same'],
  ] as const)('%s', (_title, incoming, expected) => {
    expect(agreement(standing, incoming, ['name', 'establishedOn'])).toBe(expected);
  });
});

describe('one number, another name of a person', () => {
  const weights = { standing: 60, incoming: 50, chief: 100 };
  const police = { standing: 100, incoming: 100, chief: 100 };
  const usual = {
    standing: '王小明',
    incoming: '李四',
    former: [],
    weights,
    hasSibling: false,
    isAlone: false,
  };
  test.each<[string, Partial<OtherName>, ReturnType<typeof nameVerdict>]>([
    ['from another department', {}, 'conflict'],
    ['but for a space', { incoming: '王 小明' }, 'same'],
    ['but for a variant character', { standing: '萧峰', incoming: '肖峯' }, 'same'],
    ['a slip of the hand', { incoming: '王晓明' }, 'same'],
    ['a name the person had before', { incoming: '王二', former: ['王二'] }, 'same'],
    ['the authority changes its own word', { weights: police }, 'change'],
    ['the authority has another person of that number', { weights: police, hasSibling: true }, 'conflict'],
    ['the authority speaks first, of somebody else', { weights: { ...police, standing: 60 } }, 'claimed'],
    ['the only row of the person is put right', { isAlone: true }, 'change'],
  ])('%s', (_title, over, expected) => {
    expect(nameVerdict({ ...usual, ...over })).toBe(expected);
  });
});
