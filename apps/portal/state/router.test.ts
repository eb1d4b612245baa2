import { expect, test } from 'vitest';
import { matchPath, safeTarget } from './router.ts';

test.for([
  ['/', '/', {}],
  ['/', '/plan', undefined],
  ['/plan', '/plan/', {}],
  ['/plan', '/plans', undefined],
  ['/catalogue/:code', '/catalogue/rsj-insured', { code: 'rsj-insured' }],
  ['/catalogue/:code', '/catalogue/%E5%A7%9A', { code: '姚' }],
  ['/catalogue/:code', '/catalogue/%E5%A7', { code: '%E5%A7' }],
  ['/catalogue/:code', '/catalogue', undefined],
  ['/catalogue/:code', '/catalogue/a/b', undefined],
] as const)('%s meets %s', ([pattern, path, values]) => {
  expect(matchPath(pattern, path)).toEqual(values);
});

test.for([
  ['/my/data', '/my/data'],
  [null, '/'],
  ['//evil.example', '/'],
  ['/\\evil.example', '/'],
  ['https://evil.example/', '/'],
  ['javascript:alert(1)', '/'],
  ['/api/identity/session', '/'],
] as const)('after signing in, %s leads to %s', ([wanted, to]) => {
  expect(safeTarget(wanted)).toBe(to);
});
