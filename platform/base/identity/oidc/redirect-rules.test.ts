import { expect, test } from 'vitest';
import { redirectFault } from './redirect-rules.ts';

test.each([
  ['web', 'https://app.example.com/back?x=1', null],
  ['web', 'http://127.0.0.1:3000/back', null],
  ['web', 'http://[::1]/back', null],
  ['web', 'http://app.example.com/back', 'not-https'],
  ['web', 'com.example.app:/back', 'not-https'],
  ['web', 'https://*.example.com/back', 'not-a-uri'],
  ['web', 'https://app.example.com@evil.example/back', 'not-a-uri'],
  ['web', 'https://app.example.com/back#part', 'fragment'],
  ['web', 'https://app.example.com/back#', 'fragment'],
  ['web', 'back', 'not-a-uri'],
  ['web', '//app.example.com/back', 'not-a-uri'],
  ['native', 'com.example.app:/back', null],
  ['native', 'http://localhost:49152/back', null],
  ['native', 'example:/back', 'not-private-scheme'],
  ['native', 'javascript:alert(1)', 'not-private-scheme'],
  ['native', 'http://192.168.1.9/back', 'not-https'],
] as const)('%s application, %s: %s', (kind, uri, fault) => {
  expect(redirectFault(kind, uri)).toBe(fault);
});
