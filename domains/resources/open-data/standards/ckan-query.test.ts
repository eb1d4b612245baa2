import { expect, test } from 'vitest';
import { fitsQuery, parseQuery } from './ckan-query.ts';

test.for([
  ['a b', true],
  ['a AND c', false],
  ['a OR c', true],
  ['NOT c', true],
  ['-a', false],
  ['+a +b', true],
  ['name:(x OR y)', true],
  ['name:z OR (name:x AND a)', true],
  ['title:"a b"', true],
  ['tags:a', false],
  ['tags:water', true],
  ['tags:wat*', true],
  ['tags:*at*r', true],
  ['tags:w***r', true],
  ['tags:water*r', false],
  ['tags:wat*t*er', false],
  ['constructor:x', false],
  ['__proto__:x', false],
] as const)('the query %s', ([query, fits]) => {
  expect(fitsQuery(parseQuery(query), { name: ['x'], title: ['A b'], tags: ['Water'] })).toBe(fits);
});

test('a query of nothing but stars is answered as soon as any other', () => {
  const document = { notes: ['a'.repeat(2000)] };
  expect(fitsQuery(parseQuery(`${'*a'.repeat(200)}*z`), document)).toBe(false);
  expect(fitsQuery(parseQuery(`${'*'.repeat(400)}z`), document)).toBe(false);
});
