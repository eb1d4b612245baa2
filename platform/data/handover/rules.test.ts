import { expect, test } from 'vitest';
import {
  decisionObjection,
  differencesOf,
  sameNumber,
  signed,
  type Deciding,
  type Signing,
} from './rules.ts';

const stated = { digest: 'a', rows: 3, seal: 'intact' } as const;

test.each([
  ['all as stated', stated, { digest: 'a', rows: 3 }, []],
  ['another file', stated, { digest: 'b', rows: 3 }, ['digest']],
  ['a row less', stated, { digest: 'a', rows: 2 }, ['rows']],
  ['both', stated, { digest: 'b', rows: 2 }, ['digest', 'rows']],
  ['no table: its rows cannot be counted', stated, { digest: 'a', rows: null }, ['unreadable']],
  ['the seal alone', { ...stated, seal: 'broken' } as const, { digest: 'a', rows: 3 }, ['seal']],
  ['no seal was ever there', { ...stated, seal: 'none' } as const, { digest: 'a', rows: 3 }, []],
  ['nothing in it, and nothing stated', { ...stated, rows: 0 }, { digest: 'a', rows: 0 }, []],
])('%s', (_what, slip, received, differences) => {
  expect(differencesOf(slip, received)).toEqual(differences);
});

test.each([
  ['ｇａ-０１', 'GA-01'],
  [' ga - 01 ', 'GA-01'],
  ['GA-01', 'GA-01'],
])('%s is the number %s', (written, number) => {
  expect(sameNumber(written)).toBe(number);
});

const asked: Deciding = {
  state: 'quarantined',
  differences: ['rows'],
  decision: 'accept',
  receivedBy: 'one',
  by: 'two',
  still: ['rows'],
};

test.each([
  ['another number of rows, with a reason', {}, undefined],
  ['nothing waits', { state: 'taken' }, 'not-waiting'],
  ['nothing was read', { state: 'registered' }, 'not-waiting'],
  ['by whoever read it in', { by: 'one' }, 'same-hand'],
  ['refused by whoever read it in', { by: 'one', decision: 'refuse' }, 'same-hand'],
  ['another file', { differences: ['digest'] }, 'not-acceptable'],
  ['what cannot be read', { differences: ['unreadable'] }, 'not-acceptable'],
  ['a broken seal round the right file', { differences: ['seal'] }, undefined],
  ['columns that fit by now', { differences: ['columns'] }, undefined],
  ['another file is refused', { differences: ['digest'], decision: 'refuse' }, undefined],
  ['a corrected slip that fits', { differences: ['digest'], decision: 'restate', still: [] }, undefined],
  ['one that does not', { decision: 'restate', still: ['digest'] }, 'still-differs'],
  ['one for what cannot be read', { decision: 'restate', still: ['unreadable'] }, 'still-differs'],
  ['one that fits, under a broken seal', { decision: 'restate', still: ['seal'] }, undefined],
] as const)('deciding: %s', (_what, change, objection) => {
  expect(decisionObjection({ ...asked, ...change } as Deciding)).toBe(objection);
});

const signing: Signing = { state: 'taken', medium: 'held', end: 'return', signedBy: null, by: 'one' };

test.each([
  ['the first', {}, { medium: 'returning', signature: 'first' }],
  ['the first, of what was refused', { state: 'refused' }, { medium: 'returning', signature: 'first' }],
  ['while it is evidence', { state: 'quarantined' }, { objection: 'not-decided' }],
  ['before it was read', { state: 'registered' }, { objection: 'not-decided' }],
  ['while it comes in', { state: 'agreed' }, { objection: 'not-decided' }],
  [
    'the second, of another person',
    { medium: 'returning', signedBy: 'one', by: 'two' },
    { medium: 'returned', signature: 'second' },
  ],
  ['the second, of the same person', { medium: 'returning', signedBy: 'one' }, { objection: 'same-hand' }],
  [
    'another end, of another person',
    { medium: 'returning', end: 'destroy', signedBy: 'one', by: 'two' },
    { objection: 'other-end' },
  ],
  [
    'another end, of the same person: they changed their mind',
    { medium: 'returning', end: 'destroy', signedBy: 'one' },
    { medium: 'destroying', signature: 'first' },
  ],
  [
    'destroyed by two',
    { medium: 'destroying', end: 'destroy', signedBy: 'one', by: 'two' },
    { medium: 'destroyed', signature: 'second' },
  ],
  ['of what is gone', { medium: 'destroyed', signedBy: 'one', by: 'two' }, { objection: 'medium-gone' }],
  ['of what went back', { medium: 'returned', signedBy: 'one', by: 'two' }, { objection: 'medium-gone' }],
] as const)('signing: %s', (_what, change, outcome) => {
  expect(signed({ ...signing, ...change } as Signing)).toEqual(outcome);
});
