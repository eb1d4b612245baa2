import { expect, test } from 'vitest';
import { askedOf } from './asked-of.ts';

test.each([
  ['/embed/measures/births', { code: 'births', kind: 'figure', dimension: undefined }],
  ['/embed/measures/births?kind=bars&dimension=town', { code: 'births', kind: 'bars', dimension: 'town' }],
  ['/embed/measures/births?kind=pie&dimension=', { code: 'births', kind: 'figure', dimension: undefined }],
])('%s asks for %j', (address, asked) => {
  expect(askedOf(new URL(address, 'http://city'))).toEqual(asked);
});
