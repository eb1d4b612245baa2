import { expect, test } from 'vitest';
import { citizenIdCheck } from '#engines/identifiers';
import { decideOutside, readOutsider, type Known, type Outsider } from './rules.ts';

const number = `00028119900505003${citizenIdCheck('00028119900505003')}`;
const provider = {
  claims: { number: 'id_number', name: 'name', assurance: 'acr' },
  levels: { face: 3, checked: 2 },
  level: 1,
} as const;

test.each([
  ['face', number, 3],
  ['checked', number, 2],
  ['phone', number, 1],
  [undefined, number, 1],
  // What cannot be a number proves nobody, whatever was checked.
  ['face', '330281199005050030', 1],
  ['face', undefined, 1],
  [7, number, 1],
])('assurance %s with the number %s is worth %i', (acr, id_number, level) => {
  expect(readOutsider(provider, { acr, id_number, name: ' 舜 ' })).toMatchObject({ level, name: '舜' });
});

const outsider = (level: 1 | 2 | 3, more: Partial<Outsider> = {}): Outsider => ({
  level,
  name: '舜',
  number,
  ...more,
});
const nobody: Known = { linked: undefined, present: undefined, owner: undefined, otherNumber: () => false };

test.each<[string, Outsider, Partial<Known>, object]>([
  ['nobody knows them', outsider(1), {}, { act: 'create' }],
  ['they were here before', outsider(1), { linked: 'a' }, { act: 'enter', account: 'a' }],
  ['they are signed in and tie it', outsider(3), { present: 'a' }, { act: 'link', account: 'a' }],
  [
    'both sides checked the number',
    outsider(2),
    { owner: { account: 'a', level: 2 } },
    { act: 'link', account: 'a' },
  ],
  [
    'we never checked it',
    outsider(3),
    { owner: { account: 'a', level: 1 } },
    { act: 'conflict', accounts: ['a'] },
  ],
  [
    'they never checked it',
    outsider(1),
    { owner: { account: 'a', level: 3 } },
    { act: 'conflict', accounts: ['a'] },
  ],
  [
    'tied to one, signed in as another',
    outsider(3),
    { linked: 'a', present: 'b' },
    { act: 'conflict', accounts: ['a', 'b'] },
  ],
  [
    'signed in, but the number is of another account',
    outsider(3),
    { present: 'a', owner: { account: 'b', level: 3 } },
    { act: 'conflict', accounts: ['b', 'a'] },
  ],
  [
    'tied, and now with the number of another account',
    outsider(3),
    { linked: 'a', owner: { account: 'b', level: 3 } },
    { act: 'conflict', accounts: ['b', 'a'] },
  ],
  [
    'tied, and the number has changed',
    outsider(3),
    { linked: 'a', otherNumber: () => true },
    { act: 'conflict', accounts: ['a'] },
  ],
])('%s', (_name, who, known, decision) => {
  expect(decideOutside(who, { ...nobody, ...known })).toEqual(decision);
});
