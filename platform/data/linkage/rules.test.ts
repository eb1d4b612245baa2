import { expect, test } from 'vitest';
import type { PairState, Saying } from './names.ts';
import { bandPairs, decidePair, type Weighed } from './rules.ts';

type Case = readonly [state: PairState, before: string, said: Saying, by: string, becomes: string];
const spoken = (before: string) =>
  before === ''
    ? []
    : before.split(' ').map((each) => {
        const [by = '', said = ''] = each.split(':');
        return { by, said: said as Saying };
      });

test.each<Case>([
  ['waiting', '', 'same', 'a', 'confirming'],
  ['waiting', '', 'different', 'a', 'different'],
  ['waiting', '', 'unclear', 'a', 'unclear'],
  ['unclear', 'a:unclear', 'same', 'b', 'confirming'],
  ['unclear', 'a:unclear', 'same', 'a', 'second-look'],
  ['confirming', 'a:same', 'same', 'b', 'linked'],
  ['confirming', 'a:same', 'same', 'a', 'own-decision'],
  ['confirming', 'a:same', 'different', 'a', 'own-decision'],
  ['confirming', 'a:same', 'different', 'b', 'disputed'],
  ['confirming', 'a:same', 'unclear', 'b', 'disputed'],
  ['disputed', 'a:same b:different', 'same', 'c', 'settle-right'],
  ['disputed', 'a:same b:different', 'same', 'boss', 'linked'],
  ['disputed', 'a:same b:different', 'different', 'boss', 'different'],
  ['disputed', 'boss:same b:different', 'same', 'boss', 'own-decision'],
  ['linked', 'a:same b:same', 'different', 'c', 'decided'],
  ['different', 'a:different', 'same', 'c', 'decided'],
  ['gone', '', 'same', 'c', 'decided'],
])('%s after "%s": "%s" by %s is %s', (...[state, before, said, by, becomes]) => {
  const found = decidePair({ state, before: spoken(before), said, by, settles: by === 'boss' });
  expect(typeof found === 'string' ? found : found.refused).toBe(becomes);
});

const pair = (row: string, person: string, weight: number, band: Weighed['band'] = 'link'): Weighed => ({
  row,
  person,
  weight,
  band,
});

test.each<readonly [string, readonly Weighed[], readonly string[]]>([
  ['sure and alone', [pair('r', 'p', 20)], ['p link']],
  ['sure, the next far behind', [pair('r', 'p', 20), pair('r', 'q', 2, 'clerical')], ['p link']],
  ['two are near each other', [pair('r', 'q', 19), pair('r', 'p', 20)], ['p clerical', 'q clerical']],
  ['equal: by the id', [pair('r', 'q', 20), pair('r', 'p', 20)], ['p clerical', 'q clerical']],
  ['not sure', [pair('r', 'p', 3, 'clerical')], ['p clerical']],
  [
    'too many',
    ['a', 'b', 'c'].map((person, at) => pair('r', person, at, 'clerical')),
    ['c clerical', 'b clerical'],
  ],
  ['nothing', [], []],
])('%s', (_, weighed, expected) => {
  expect(bandPairs(weighed, { lead: 8, most: 2 }).map(({ person, band }) => `${person} ${band}`)).toEqual(
    expected,
  );
});
