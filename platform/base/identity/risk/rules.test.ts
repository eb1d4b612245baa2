import { expect, test } from 'vitest';
import { assessEntry, assessFailure, assessPrivilege, sprayNames, stormFailures } from './rules.ts';
import { deviceOf, placeOf } from './whence.ts';

const once = { failures: 1, locked: false, privileged: false, names: 1, all: 1 };
const told = (found: readonly { kind: string; level: string }[]) =>
  found.map(({ kind, level }) => `${kind} ${level}`);

test.each([
  ['a slip', {}, ['failed info']],
  ['an administrator who forgot', { failures: 3, privileged: true }, ['failed notice']],
  ['locked', { failures: 5, locked: true }, ['locked warning']],
  ['an administrator locked', { failures: 5, locked: true, privileged: true }, ['locked high']],
  ['one name short of a spray', { names: sprayNames - 1 }, ['failed info']],
  ['a spray', { names: sprayNames }, ['spray high', 'failed info']],
  ['a storm, locked', { all: stormFailures, failures: 5, locked: true }, ['storm high', 'locked warning']],
])('%s', (_name, more, expected) => {
  expect(told(assessFailure({ ...once, ...more }))).toEqual(expected);
});

const usual = { usedBefore: true, newDevice: false, newPlace: false, privileged: false };
test.each([
  ['as ever', {}, []],
  ['the first time of all', { usedBefore: false, newDevice: true, newPlace: true }, []],
  ['a new telephone', { newDevice: true }, ['new-device notice']],
  [
    'on a journey with a new one',
    { newDevice: true, newPlace: true },
    ['new-device notice', 'new-place notice'],
  ],
  ['an administrator from elsewhere', { newPlace: true, privileged: true }, ['new-place warning']],
  [
    'an administrator from elsewhere with something new',
    { newDevice: true, newPlace: true, privileged: true },
    ['new-device high', 'new-place high'],
  ],
])('%s', (_name, more, expected) => {
  expect(told(assessEntry({ ...usual, ...more }))).toEqual(expected);
});

test('a post of an administrator counts for more, and says its role', () => {
  expect(assessPrivilege('data-clerk', false)).toMatchObject({
    level: 'info',
    reason: { zh: '授予或变更岗位，角色 data-clerk' },
  });
  expect(assessPrivilege('security-administrator', true).level).toBe('warning');
});

test.each([
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['127.0.0.1', 'local'],
  ['::1', 'local'],
  ['2001:db8:1:2::7', '2001:db8:1::/48'],
  ['fe80::1', 'fe80:0:0::/48'],
])('%s lies in %s', (address, network) => {
  expect(placeOf(address)).toBe(network);
});

test.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/126.0 Safari/537.36',
    'Chrome · Windows',
  ],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Mobile/15E148 Safari/604.1',
    'Safari · iOS',
  ],
  [
    'Mozilla/5.0 (Linux; Android 14) Chrome/126.0 Mobile Safari/537.36 MicroMessenger/8.0',
    'WeChat · Android',
  ],
  ['curl/8.5.0', 'curl'],
  ['', '?'],
])('%s is %s', (agent, device) => {
  expect(deviceOf(agent)).toBe(device);
});
