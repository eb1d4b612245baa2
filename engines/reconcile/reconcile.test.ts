import { afterAll, beforeAll, expect, test } from 'vitest';
import { differingFields, reconcile, type Comparison, type FieldKind, type Missing } from './index.ts';
import { hold, openTestSession, type Row, type TestSession } from './test-session.ts';

let session: TestSession;
beforeAll(async () => {
  session = await openTestSession();
});
afterAll(() => session.close());

const held = (comparison: Comparison, left: readonly Row[], right: readonly Row[]) =>
  hold(session, comparison, left, right);

const keyed = { keys: [{ left: 'id', right: 'id' }] };

const cases: [string, FieldKind, string | null, string | null, boolean, Missing?][] = [
  ['the same text', { kind: 'text' }, '王芳', '王芳', false],
  ['another text', { kind: 'text' }, '王芳', '王方', true],
  ['a blank behind is a difference unless a form says not', { kind: 'text' }, 'A', 'A ', true],
  ['trimmed', { kind: 'text', forms: ['trim'] }, 'A', ' A\u3000', false],
  ['in capitals', { kind: 'text', forms: ['upper'] }, '11x', '11X', false],
  ['half-width', { kind: 'text', forms: ['half-width'] }, '（１）', '(1)', false],
  ['letters and digits alone', { kind: 'text', forms: ['bare'] }, '〔2020〕12号', '2020-12号', false],
  ['without leading zeros', { kind: 'text', forms: ['unpadded'] }, '0012', '12', false],
  ['missing left', { kind: 'text' }, null, 'A', true],
  ['blanks are missing', { kind: 'text' }, '  ', 'A', true],
  ['missing is skipped', { kind: 'text' }, null, 'A', false, 'skipped'],
  ['missing on both sides', { kind: 'text' }, null, '', false],
  ['the same number', { kind: 'number' }, '1.50', '1.5', false],
  ['thousands and full-width digits', { kind: 'number' }, '１,234.50', '1234.5', false],
  ['another number', { kind: 'number' }, '1.5', '1.51', true],
  ['as far apart as may be', { kind: 'number', absolute: 0.01 }, '1.10', '1.11', false],
  ['a little further', { kind: 'number', absolute: 0.01 }, '1.10', '1.1101', true],
  ['one in a hundred', { kind: 'number', relative: 0.01 }, '100', '99', false],
  ['more than one in a hundred', { kind: 'number', relative: 0.01 }, '100', '98.9', true],
  ['negative ones', { kind: 'number', relative: 0.01 }, '-100', '-98.9', true],
  ['either tolerance is enough', { kind: 'number', absolute: 5, relative: 0.01 }, '10', '14', false],
  ['no number', { kind: 'number', absolute: 5 }, '无', '1', true],
  ['the same words where a number should be', { kind: 'number' }, '无', '无', false],
  [
    'numbers at the end of what can be read',
    { kind: 'number' },
    '-99999999999999999999',
    '99999999999999999999',
    true,
  ],
  [
    'longer numbers differ as texts',
    { kind: 'number', absolute: 5 },
    '9'.repeat(25),
    `${'9'.repeat(24)}8`,
    true,
  ],
  ['one day in two spellings', { kind: 'date' }, '2020-01-02', '2020/1/2', false],
  ['in Chinese', { kind: 'date' }, '20200102', '2020年1月2日', false],
  ['with an hour', { kind: 'date' }, '2020-01-02 08:30:00', '2020-01-02', false],
  ['the next day', { kind: 'date' }, '2020-01-02', '2020-01-03', true],
  ['within two days, over a month', { kind: 'date', days: 2 }, '2020-02-28', '2020-03-01', false],
  ['three days', { kind: 'date', days: 2 }, '2020-02-27', '2020-03-01', true],
  ['no day', { kind: 'date', days: 2 }, '2020-02-30', '2020-03-01', true],
  ['a paired code', { kind: 'code', pairs: [['1', '男']] }, '1', '男', false],
  [
    'one of several',
    {
      kind: 'code',
      pairs: [
        ['1', '男'],
        ['1', 'M'],
      ],
    },
    '1',
    'M',
    false,
  ],
  [
    'another pair',
    {
      kind: 'code',
      pairs: [
        ['1', '男'],
        ['2', '女'],
      ],
    },
    '1',
    '女',
    true,
  ],
  ['the same code that means something else', { kind: 'code', pairs: [['1', '2']] }, '1', '1', true],
  ['the same code, not listed', { kind: 'code', pairs: [['1', '2']] }, '9', '9', false],
  ['a code without pairs', { kind: 'code', pairs: [] }, '9', '8', true],
  ['a code with a quote', { kind: 'code', pairs: [["o'", 'x']] }, "o'", 'x', false],
  ['codes missing on both sides', { kind: 'code', pairs: [['1', '2']] }, null, null, false],
];

test.each(cases)('%s', async (...[, as, left, right, differs, missing]) => {
  const comparison: Comparison = { ...keyed, fields: [{ name: 'v', left: 'v', right: 'v', as, missing }] };
  const { summary, rows } = await held(comparison, [{ id: '1', v: left }], [{ id: '1', v: right }]);
  expect(summary.compared).toBe(1);
  expect(summary.fields).toEqual({ v: differs ? 1 : 0 });
  expect(rows).toHaveLength(differs ? 1 : 0);
});

test('each row with something the matter is told once, with both values and where it came from', async () => {
  const comparison: Comparison = {
    keys: [{ left: 'id', right: 'id', forms: ['trim', 'upper'] }],
    fields: [
      { name: 'name', left: 'v', right: 'w', as: { kind: 'text' } },
      { name: 'wage', left: 'n', right: 'n', as: { kind: 'number', absolute: 1 } },
    ],
    carry: { left: ['row'], right: ['row'] },
  };
  const { summary, rows } = await held(
    comparison,
    [
      { id: '1x', v: 'A', n: '1', row: '1' },
      { id: '2', v: 'B', n: '1', row: '2' },
      { id: '3', v: 'C', n: '1', row: '3' },
      { id: '3 ', v: 'C', n: '2', row: '4' },
      { id: ' ', v: 'D', row: '5' },
      { id: '5', v: 'E', row: '6' },
      { id: '6', v: 'F', n: '1', row: '7' },
    ],
    [
      { id: '1X', w: 'A', n: '2', row: '11' },
      { id: '3', w: 'C', n: '1', row: '12' },
      { id: '4', w: 'G', row: '13' },
      { id: '5', w: 'E', row: '14' },
      { id: '5', w: 'e', row: '15' },
      { id: null, w: 'H', row: '16' },
      { id: '6', w: 'f', n: '9', row: '17' },
    ],
  );
  expect(summary).toEqual({
    rows: { left: 7, right: 7 },
    compared: 2,
    equal: 1,
    kinds: {
      differs: 1,
      'only-left': 1,
      'only-right': 1,
      'duplicate-left': 2,
      'duplicate-right': 2,
      'no-key-left': 1,
      'no-key-right': 1,
    },
    folded: { left: 0, right: 0 },
    counterparts: { left: 1, right: 1 },
    fields: { name: 1, wage: 1 },
  });
  expect(
    rows.map((row) => [
      row['kind'],
      row['key'],
      row['left:row'],
      row['right:row'],
      row['left.name'],
      row['right.name'],
    ]),
  ).toEqual([
    ['differs', '6', '7', '17', 'F', 'f'],
    ['duplicate-left', '3', '3', null, 'C', null],
    ['duplicate-left', '3', '4', null, 'C', null],
    ['duplicate-right', '5', null, '14', null, 'E'],
    ['duplicate-right', '5', null, '15', null, 'e'],
    ['no-key-left', null, '5', null, 'D', null],
    ['no-key-right', null, null, '16', null, 'H'],
    ['only-left', '2', '2', null, 'B', null],
    ['only-right', '4', null, '13', null, 'G'],
  ]);
  expect(differingFields(comparison, rows[0]?.['fields'] as bigint)).toEqual(['name', 'wage']);
});

test('a key of several parts is found only by all of them', async () => {
  const comparison: Comparison = {
    keys: [
      { left: 'id', right: 'id' },
      { left: 'v', right: 'v' },
    ],
    fields: [],
  };
  const { summary, rows } = await held(
    comparison,
    [
      { id: '1', v: 'a' },
      { id: '1', v: 'b' },
      { id: '1', v: null },
    ],
    [
      { id: '1', v: 'a' },
      { id: '1', v: 'c' },
    ],
  );
  expect(summary.equal).toBe(1);
  expect(rows.map((row) => [row['kind'], row['key']])).toEqual([
    ['no-key-left', '1'],
    ['only-left', '1 · b'],
    ['only-right', '1 · c'],
  ]);
});

test('empty sides', async () => {
  const comparison = {
    ...keyed,
    fields: [{ name: 'v', left: 'v', right: 'v', as: { kind: 'text' as const } }],
  };
  expect((await held(comparison, [], [])).summary.compared).toBe(0);
  expect((await held(comparison, [], [{ id: '1' }])).summary.kinds['only-right']).toBe(1);
});

test('a comparison that makes no sense is refused', async () => {
  const field = { name: 'v', left: 'v', right: 'v', as: { kind: 'text' as const } };
  const run = (comparison: Comparison) =>
    reconcile(session, comparison, { left: 'a', right: 'b', into: 'c' });
  await expect(run({ keys: [], fields: [] })).rejects.toThrow('needs a key');
  await expect(run({ ...keyed, fields: [field, field] })).rejects.toThrow('one name');
  const many = Array.from({ length: 61 }, (_, at) => ({ ...field, name: `v${at}` }));
  await expect(run({ ...keyed, fields: many })).rejects.toThrow('at most 60');
});

test('sixty fields, the last of which differs', async () => {
  const fields = Array.from({ length: 60 }, (_, at) => ({
    name: `f${at}`,
    left: at === 59 ? 'v' : 'id',
    right: at === 59 ? 'v' : 'id',
    as: { kind: 'text' as const },
  }));
  const { summary, rows } = await held({ ...keyed, fields }, [{ id: '1', v: 'a' }], [{ id: '1', v: 'b' }]);
  expect(summary.fields['f59']).toBe(1);
  expect(differingFields({ fields }, rows[0]?.['fields'] as bigint)).toEqual(['f59']);
});
