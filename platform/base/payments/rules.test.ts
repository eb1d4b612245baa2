import { expect, test } from 'vitest';
import { entriesOf, isTimely, readStatement, reconcile, type OurMovement } from './rules.ts';

const header = 'kind,ours,reference,amount_fen';
const line = (ours: string, amountFen: number, kind: OurMovement['kind'] = 'payment') => ({
  kind,
  ours,
  amountFen,
});

test.each([
  ['empty of lines', header, []],
  [
    'with a byte order mark and CRLF',
    `\uFEFF${header}\r\npayment,o1,r1,100\r\n`,
    [{ ...line('o1', 100), reference: 'r1' }],
  ],
])('a statement is read: %s', (_what, text, lines) => expect(readStatement(text)).toEqual(lines));

test.each([
  ['another header', 'a,b', 1],
  ['a fraction of a fen', `${header}\npayment,o1,r1,1.5`, 2],
  ['a negative amount', `${header}\npayment,o1,r1,-1`, 2],
  ['an unknown kind', `${header}\npayment,o1,r1,1\ngift,o1,r1,1`, 3],
  ['a column too many', `${header}\npayment,o1,r1,1,x`, 2],
])('a statement is refused with its line: %s', (_what, text, at) => expect(readStatement(text)).toBe(at));

test.each([
  ['equal', [line('a', 1)], [line('a', 1)], 1, []],
  ['long', [], [line('a', 1)], 0, [['long', null, 1]]],
  ['short', [line('a', 1)], [], 0, [['short', 1, null]]],
  ['another amount', [line('a', 1)], [line('a', 2)], 0, [['amount', 1, 2]]],
  ['twice at the provider', [line('a', 1)], [line('a', 1), line('a', 1)], 0, [['amount', 1, 2]]],
  [
    'a refund is no payment',
    [line('a', 1)],
    [line('a', 1, 'refund')],
    0,
    [
      ['short', 1, null],
      ['long', null, 1],
    ],
  ],
] as const)('reconciled: %s', (_what, ours, theirs, ...[matched, found]) => {
  const result = reconcile(ours, theirs);
  expect(result.matched).toBe(matched);
  expect(result.differences.map(({ kind, oursFen, theirsFen }) => [kind, oursFen, theirsFen])).toEqual(found);
});

test.each([
  ['now', 0, true],
  ['a day late', 86_400, true],
  ['later than a day', 86_401, false],
  ['five minutes early', -300, true],
  ['earlier than that', -301, false],
])('a notice of %s', (_what, age, timely) => {
  const now = new Date('2026-11-28T00:00:00Z');
  expect(isTimely(String(now.getTime() / 1000 - age), now)).toBe(timely);
  expect(isTimely('soon', now)).toBe(false);
});

test.each(Object.entries(entriesOf))('the entries of a %s are equal on both sides', (_kind, entries) => {
  const rows = entries('p', 'o', 12345);
  const sum = (side: 'debitFen' | 'creditFen') => rows.reduce((all, row) => all + (row[side] ?? 0), 0);
  expect([sum('debitFen'), sum('creditFen')]).toEqual([12345, 12345]);
});
