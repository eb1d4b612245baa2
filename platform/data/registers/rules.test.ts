import { describe, expect, test } from 'vitest';
import type { Origin } from './contract.ts';
import { agreement, merge, outweighs } from './rules.ts';

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

test('each attribute is decided alone', () => {
  const golden = merge(
    { values: { name: '张三', mobile: null }, origins: { name: origin({ authority: 100 }) } },
    [
      { attribute: 'name', value: '张叁', origin: origin({ batch: 'b2' }) },
      { attribute: 'mobile', value: '1', origin: origin({ batch: 'b2' }) },
    ],
  );
  expect(golden.values).toEqual({ name: '张三', mobile: '1' });
  expect(golden.origins['mobile']?.batch).toBe('b2');
});

test('deliveries in any order end in the same record', () => {
  const spoken = [
    { attribute: 'name', value: '甲', origin: origin({ batch: 'b1', authority: 40 }) },
    {
      attribute: 'name',
      value: '乙',
      origin: origin({ batch: 'b2', authority: 80, at: '2026-03-01T00:00:00.000Z' }),
    },
    {
      attribute: 'name',
      value: '丙',
      origin: origin({ batch: 'b3', authority: 80, at: '2026-02-01T00:00:00.000Z' }),
    },
  ];
  const orders = [
    spoken,
    spoken.toReversed(),
    [spoken[1], spoken[0], spoken[2]].flatMap((each) => each ?? []),
  ];
  for (const order of orders)
    expect(order.reduce((golden, each) => merge(golden, [each]), { values: {}, origins: {} }).values).toEqual(
      { name: '乙' },
    );
});

test('a word that was confirmed is not replaced by a late one from in between', () => {
  const at = (day: string, value: string, batch: string) => ({
    attribute: 'name',
    value,
    origin: origin({ batch, at: `2026-0${day}-01T00:00:00.000Z` }),
  });
  const golden = [at('1', '甲', 'b1'), at('3', '甲', 'b3'), at('2', '乙', 'b2')].reduce(
    (standing, each) => merge(standing, [each]),
    { values: {}, origins: {} } as ReturnType<typeof merge>,
  );
  expect(golden).toMatchObject({ values: { name: '甲' }, origins: { name: { batch: 'b3' } } });
});

describe('one number, one person', () => {
  const standing = { name: '王小明', birthDate: '1980-01-02' };
  test.each([
    ['all the same', standing, 'same'],
    ['another name, same birth: a changed name', { name: '王大明', birthDate: '1980-01-02' }, 'same'],
    ['same name, another birth: a typing mistake', { name: '王小明', birthDate: '1980-02-01' }, 'same'],
    ['both different: somebody else', { name: '李四', birthDate: '1999-09-09' }, 'conflict'],
    ['a name with a dot and a space', { name: '王 小·明', birthDate: '1999-09-09' }, 'same'],
    ['nothing to compare with', { name: '李四', birthDate: null }, 'same'],
  ] as const)('%s', (_title, incoming, expected) => {
    expect(agreement(standing, incoming, ['name', 'birthDate'])).toBe(expected);
  });
});
