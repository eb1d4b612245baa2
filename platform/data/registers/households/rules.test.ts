import { expect, test } from 'vitest';
import { membershipsOf, type Movement, type Statement } from './rules.ts';

const said = (number: string, day: string, relation: string | null = null): Statement => ({
  number,
  day,
  at: `${day}T02:00:00Z`,
  relation,
});
/** Told on its own day, or later. */
const moved = (kind: Movement['kind'], number: string, day: string, told = day): Movement => ({
  kind,
  number,
  day,
  at: `${told}T02:00:00Z`,
});

/** `number from–until came/went`, a question mark where it is not known. */
const lives = (statements: Statement[], movements: Movement[]) =>
  membershipsOf(statements, movements).map(
    ({ number, from, until, came, went }) =>
      `${number} ${from ?? '?'}–${until ?? ''} ${came ?? '?'}/${went ?? ''}`,
  );

test.each([
  ['nothing said is nothing', [], [], []],
  ['only told of', [said('H1', '2026-01-01')], [], ['H1 ?– ?/']],
  ['told of twice is one', [said('H1', '2026-01-01'), said('H1', '2026-02-01')], [], ['H1 ?– ?/']],
  [
    'born, then told of',
    [said('H1', '2026-03-02')],
    [moved('born', 'H1', '2026-03-01')],
    ['H1 2026-03-01– born/'],
  ],
  [
    'told of before the birth was entered',
    [said('H1', '2026-03-01')],
    [moved('born', 'H1', '2026-03-02')],
    ['H1 2026-03-02– born/'],
  ],
  [
    'moved out of one and into another on one day',
    [said('H1', '2026-01-01'), said('H2', '2026-05-02')],
    [moved('moved-in', 'H2', '2026-05-01'), moved('moved-out', 'H1', '2026-05-01')],
    ['H1 ?–2026-05-01 ?/moved-out', 'H2 2026-05-01– moved-in/'],
  ],
  [
    'an older list brings nobody back',
    [said('H1', '2026-01-01'), said('H1', '2026-06-03')],
    [moved('died', 'H1', '2026-06-01')],
    ['H1 ?–2026-06-01 ?/died'],
  ],
  [
    'told of elsewhere without a movement',
    [said('H1', '2026-01-01'), said('H2', '2026-04-01')],
    [],
    ['H1 ?–2026-04-01 ?/changed', 'H2 ?– ?/'],
  ],
  ['left, never told of', [], [moved('moved-out', 'H9', '2026-02-01')], ['H9 ?–2026-02-01 ?/moved-out']],
  [
    'left twice is left once',
    [said('H1', '2026-01-01')],
    [moved('moved-out', 'H1', '2026-02-01'), moved('moved-out', 'H1', '2026-02-01')],
    ['H1 ?–2026-02-01 ?/moved-out'],
  ],
  [
    'came back by moving in',
    [said('H1', '2026-01-01')],
    [moved('moved-out', 'H1', '2026-02-01'), moved('moved-in', 'H1', '2026-07-01')],
    ['H1 ?–2026-02-01 ?/moved-out', 'H1 2026-07-01– moved-in/'],
  ],
  [
    'moved in before the list that still says otherwise, told after it',
    [said('H1', '2026-11-20'), said('H2', '2026-11-21')],
    [moved('moved-in', 'H2', '2026-11-12', '2026-11-21')],
    ['H1 ?–2026-11-12 ?/changed', 'H2 2026-11-12– moved-in/'],
  ],
  [
    'a list that lags behind a move brings nobody back',
    [said('H1', '2026-01-01'), said('H1', '2026-11-20')],
    [moved('moved-in', 'H2', '2026-11-12')],
    ['H1 ?–2026-11-12 ?/changed', 'H2 2026-11-12– moved-in/'],
  ],
  [
    'a move that is told late lies before the one that is known',
    [said('H1', '2026-01-01')],
    [moved('moved-in', 'H3', '2026-05-20'), moved('moved-in', 'H2', '2026-05-10', '2026-06-01')],
    ['H1 ?–2026-05-10 ?/changed', 'H2 2026-05-10–2026-05-20 moved-in/changed', 'H3 2026-05-20– moved-in/'],
  ],
  [
    'the dead are on no list',
    [said('H1', '2026-01-01'), said('H5', '2026-07-01')],
    [moved('died', 'H1', '2026-06-01')],
    ['H1 ?–2026-06-01 ?/died'],
  ],
] as const)('%s', (_title, statements, movements, expected) => {
  expect(lives([...statements], [...movements])).toEqual(expected);
  expect(lives([...statements].toReversed(), [...movements].toReversed())).toEqual(expected);
});

test('the relation is what was last said', () => {
  const [only] = membershipsOf([said('H1', '2026-01-01', '20'), said('H1', '2026-02-01', '02')], []);
  expect(only?.relation).toBe('02');
});
