import { describe, expect, test } from 'vitest';
import { NatsSettings } from './settings.ts';
import { missedBefore, missedWithin } from './readers/nats-gaps.ts';

const stream = { created: 's', first: 1, last: 20, keepsUntilRead: false, keepsFewOfEach: false };
const consumer = {
  created: 'c',
  floor: 10,
  given: 10,
  pending: 10,
  open: 0,
  fits: true,
  subjects: undefined,
};
const known = { topics: [], streamMade: 's', consumerMade: 'c', heard: 10 };
const standing = { stream, consumer, known, whole: true };
const removed = (first: number, last: number, exact = true) => ({ kind: 'removed', first, last, exact });
const skipped = (first: number, last: number, exact = true) => ({ kind: 'skipped', first, last, exact });

describe('what will not come, by the broker’s own numbers', () => {
  test.each([
    ['all is as it was', {}, []],
    ['nothing was heard before', { known: undefined }, []],
    ['it was asked and nothing was ever noted', { known: { ...known, heard: null } }, []],
    ['it dropped no more than was heard', { stream: { ...stream, first: 11 } }, []],
    ['it dropped more', { stream: { ...stream, first: 14 } }, [removed(11, 13)]],
    ['it was emptied', { stream: { ...stream, first: 21 } }, [removed(11, 20)]],
    [
      'it dropped more, of which we wanted some',
      { stream: { ...stream, first: 14 }, whole: false },
      [removed(11, 13, false)],
    ],
    [
      'others read what is gone',
      { stream: { ...stream, first: 14, keepsUntilRead: true }, whole: false },
      [],
    ],
    [
      'it keeps what was not read, and dropped some',
      { stream: { ...stream, first: 14, keepsUntilRead: true } },
      [removed(11, 13)],
    ],
    ['it is another', { stream: { ...stream, created: 't' } }, [{ kind: 'anew', exact: false }]],
    ['it was set back', { stream: { ...stream, last: 9 } }, [{ kind: 'anew', exact: false }]],
    ['somebody else read on', { consumer: { ...consumer, given: 12, floor: 12 } }, [skipped(11, 12)]],
    ['what was given out is still open', { consumer: { ...consumer, given: 12, open: 2 } }, []],
    ['the consumer is gone', { consumer: undefined }, []],
    [
      'a consumer of some subjects passed over others',
      { consumer: { ...consumer, given: 15 }, whole: false },
      [],
    ],
    [
      'another consumer of some subjects begins later',
      { consumer: { ...consumer, created: 'd', given: 15, floor: 0 }, whole: false },
      [skipped(11, 15, false)],
    ],
    [
      'it dropped some and the consumer stands behind more',
      { stream: { ...stream, first: 14 }, consumer: { ...consumer, given: 15 } },
      [removed(11, 13), skipped(14, 15)],
    ],
  ])('%s', (_what, more, missed) => {
    expect(missedBefore({ ...standing, ...more })).toEqual(missed);
  });
});

const given = (...sequences: readonly (number | string)[]) =>
  sequences.map((each) => ({ sequence: Number(each), again: typeof each === 'string' }));

test.each([
  ['one after the other', 4, given(5, 6, 7), undefined, 7],
  ['nothing is known of before', undefined, given(5, 6), undefined, 6],
  ['one is missing', 4, given(5, 7), removed(6, 6), 7],
  ['several in two places', 4, given(6, 7, 9), removed(5, 8, false), 9],
  ['given again, late', 8, given('3', '5', 9), undefined, 9],
  ['nothing came', 8, given(), undefined, 8],
])('numbers that follow each other: %s', (...[, before, messages, missed, after]) => {
  expect(missedWithin(before, messages)).toEqual({ missed, after });
});

const settings = (more: object) =>
  NatsSettings.safeParse({ host: 'h', stream: 'S', user: 'u', ...more }).success;
test.each([['>'], ['a.b'], ['a.*.c'], ['a.>'], ['*.b'], ['参保.变更']])(
  'the subject %s is one',
  (subject) => {
    expect(settings({ subject })).toBe(true);
  },
);
test.each([['a..b'], ['.a'], ['a.'], ['a.>.b'], ['a b'], ['$JS.API.>'], ['a*'], ['']])(
  '%s is none',
  (subject) => expect(settings({ subject })).toBe(false),
);
test.each([['a.b'], ['a b'], ['*'], ['a>'], ['a/b'], ['']])('no stream is called %s', (name) => {
  expect([settings({ stream: name }), settings({ consumer: name })]).toEqual([false, false]);
});
test('a password is somebody’s', () => {
  expect([settings({ user: undefined }), settings({ user: undefined, auth: 'token' })]).toEqual([
    false,
    true,
  ]);
});
